"use client";

import type { ReactNode } from "react";
import { useChoosing } from "./choosing";

/** Data of a page: they stand back while others are asked for. A layer of their own, as drawing them anew takes long if they are many. */
export function UntilChosen({ children }: { children: ReactNode }) {
  const { chosen } = useChoosing();
  return (
    <div aria-busy={chosen !== null} className="transition-opacity will-change-[opacity] aria-busy:opacity-50">
      {children}
    </div>
  );
}
