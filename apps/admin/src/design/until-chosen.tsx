"use client";

import type { ReactNode } from "react";
import { useChoosing } from "./choosing";

/** Data of a page: they stand back while others are asked for. */
export function UntilChosen({ children }: { children: ReactNode }) {
  const { chosen } = useChoosing();
  return (
    <div aria-busy={chosen !== null} className="transition-opacity aria-busy:opacity-50">
      {children}
    </div>
  );
}
