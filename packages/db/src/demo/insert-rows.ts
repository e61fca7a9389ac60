import type { Client } from "../transaction";
import { formatInstant, type Instant } from "@tutor-times/core/instant";

const ROWS_PER_STATEMENT = 4_000;

/** A column's type in PostgreSQL, and its value for a row. Instants go as `timestamptz`. */
export type Column<Row> = readonly [
  type: "bigint" | "integer" | "text" | "boolean" | "timestamptz" | "date" | "jsonb",
  valueOf: (row: Row) => string | number | boolean | null,
];

/** Inserts rows in order, some thousands a statement. Values are computed when their statement is due. */
export async function insertRows<Row>(
  client: Client,
  table: string,
  columns: Readonly<Record<string, Column<Row>>>,
  rows: readonly Row[],
): Promise<void> {
  const entries = Object.entries(columns);
  const arrays = entries.map(([, [type]], index) => `$${index + 1}::${type}[]`);
  const text = `INSERT INTO ${table} (${Object.keys(columns).join(", ")}) SELECT * FROM unnest(${arrays.join(", ")})`;
  let sent: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(from, from + ROWS_PER_STATEMENT);
    const values = entries.map(([, [type, valueOf]]) =>
      chunk.map((row) => {
        const value = valueOf(row);
        return type === "timestamptz" && typeof value === "number" ? formatInstant(value as Instant) : value;
      }),
    );
    // While the database is busy with one statement, the next is made ready.
    await sent;
    sent = client.query(text, values);
  }
  await sent;
}
