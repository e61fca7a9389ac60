import { Suspense, type ReactNode } from "react";
import { Fallible } from "./fallible";

/** A part of a page that has its shape while it is loaded, and fails alone. `of` names the data: other data, other load. */
export function Loaded({ what, of, shape, children }: { what: string; of: string; shape: ReactNode; children: ReactNode }) {
  return (
    <Fallible key={of} what={what}>
      <Suspense fallback={shape}>{children}</Suspense>
    </Fallible>
  );
}
