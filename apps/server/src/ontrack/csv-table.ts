import { pipeline, Readable, type Transform } from "node:stream";
import { stringify } from "csv-stringify";

/** A cell of a table; text that a spreadsheet would take for a formula is made harmless on the way out. */
export type Cell = string | number | boolean;

/** The lines of a CSV table under the names of its columns, written as the rows come. */
export function csvTable(
  columns: readonly string[],
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): Transform {
  const table = stringify({
    header: true,
    columns: [...columns],
    escape_formulas: true,
    cast: { boolean: (value) => (value ? "TRUE" : "FALSE") },
  });
  // Whoever reads the table learns of its errors, and a reader who stops stops the rows.
  pipeline(Readable.from(rows), table, () => {});
  return table;
}
