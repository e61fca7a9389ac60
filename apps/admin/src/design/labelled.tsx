import type { ReactNode } from "react";
import { LABEL } from "./field";

/** A control with its label above it; `id` is the control's. */
export function Labelled({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  return (
    <span className="flex min-w-0 flex-col justify-end gap-1">
      <label htmlFor={id} className={LABEL}>
        {name}
      </label>
      {children}
    </span>
  );
}
