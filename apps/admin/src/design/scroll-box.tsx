import type { ReactNode } from "react";
import { mergeClasses } from "./merge-classes";

/**
 * Something wider than a narrow page, which scrolls sideways within its panel; a shadow at an edge tells that there is more.
 * It holds a link or a control, by which a keyboard gets there.
 */
export function ScrollBox({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      className={mergeClasses(
        "scroll-hint relative -mx-4 overflow-x-auto px-4 sm:-mx-5 sm:px-5 print:mx-0 print:overflow-visible print:px-0",
        className,
      )}
    >
      {children}
    </section>
  );
}
