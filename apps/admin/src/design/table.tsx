import type { ComponentProps } from "react";
import { mergeClasses } from "./merge-classes";
import { ScrollBox } from "./scroll-box";

/**
 * The first cell of a row says whose it is: on a narrow page it stays where it is while the others scroll past behind it, and
 * behind what it draws on the panel's edge.
 */
const STAYS =
  "max-sm:first:sticky max-sm:first:left-0 max-sm:first:z-1 max-sm:first:max-w-40 max-sm:first:break-words max-sm:first:bg-surface max-sm:first:before:absolute max-sm:first:before:inset-y-0 max-sm:first:before:-left-4 max-sm:first:before:w-4 max-sm:first:before:bg-surface";

/** A table that scrolls sideways within its panel where it is wider than the page. */
export function Table({ label, className, tabIndex, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    <ScrollBox label={label} tabIndex={tabIndex}>
      <table className={mergeClasses("w-full border-collapse text-sm print:text-[8pt]", className)} {...props} />
    </ScrollBox>
  );
}

/**
 * A list that may be long and stands in the page from its beginning: its columns are as wide as its head says and no wider for
 * what later rows hold, as its HTML arrives in parts. What is too long breaks. On paper columns take what they need.
 */
export function LongTable({ className, ...props }: ComponentProps<typeof Table>) {
  return <Table className={mergeClasses("break-words not-print:min-w-240 not-print:table-fixed", className)} {...props} />;
}

export function HeadCell({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={mergeClasses(
        "border-b border-line px-3 py-2 text-left align-bottom print:px-1.5 font-medium text-muted first:pl-0 last:pr-0",
        STAYS,
        className,
      )}
      {...props}
    />
  );
}

export function Cell({ className, ...props }: ComponentProps<"td">) {
  return (
    <td
      className={mergeClasses("border-b border-line px-3 py-2 align-top print:px-1.5 first:pl-0 last:pr-0", STAYS, className)}
      {...props}
    />
  );
}

/** A cell of figures: right-aligned, never broken. */
export const FIGURE = "text-right whitespace-nowrap";
