import type { ComponentProps } from "react";
import { mergeClasses } from "./merge-classes";
import { ScrollBox } from "./scroll-box";

/** A table that scrolls sideways within its panel where it is wider than the page. */
export function Table({ label, className, tabIndex, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    <ScrollBox label={label} tabIndex={tabIndex}>
      <table className={mergeClasses("data-table", className)} {...props} />
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

export function HeadCell(props: ComponentProps<"th">) {
  return <th scope="col" {...props} />;
}

export function Cell(props: ComponentProps<"td">) {
  return <td {...props} />;
}

/** A cell of figures: right-aligned, never broken. */
export const FIGURE = "figure";
