import type { ReactNode } from "react";
import { mergeClasses } from "./merge-classes";

/**
 * Something wider than a narrow page, which scrolls sideways within its panel; a shadow at an edge tells that there is more.
 * A keyboard gets there by a link or a control in it, else by itself.
 */
export function ScrollBox({
  label,
  className,
  tabIndex,
  children,
}: {
  label: string;
  className?: string | undefined;
  /** 0 where it holds no link and no control. */
  tabIndex?: number | undefined;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      tabIndex={tabIndex}
      className={mergeClasses(
        "scroll-hint relative -mx-4 overflow-x-auto px-4 sm:-mx-5 sm:px-5 print:mx-0 print:overflow-visible print:px-0",
        className,
      )}
    >
      {children}
    </section>
  );
}
