import pg from "pg";
import type { Database } from "../database";

/**
 * Inserts a row into `table` with the columns of `values` (in camelCase; undefined ones are left to their defaults) and
 * returns its id. For a table without ids, `idColumn` is null and the result meaningless.
 */
export async function insertRow<Id extends number>(
  db: Database,
  table: string,
  values: object,
  idColumn: "id" | null = "id",
): Promise<Id> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const columns = given.map(([name]) => pg.escapeIdentifier(snakeCase(name)));
  const places = given.map((_, index) => `$${index + 1}`);
  const { rows } = await db.pool.query<{ id: Id }>(
    `INSERT INTO ${pg.escapeIdentifier(table)} (${columns.join(", ")}) VALUES (${places.join(", ")}) RETURNING ${idColumn ?? "0 AS id"}`,
    given.map(([, value]) => value),
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error(`No row came to be in ${table}.`);
  return id;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
