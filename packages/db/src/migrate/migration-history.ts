import type pg from "pg";
import { MigrationError } from "./migration-error";
import type { Migration } from "./migration-files";

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** What the database remembers of migrations, in the order in which they were applied. */
export async function findAppliedMigrations(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const table = await client.query<{ found: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found");
  if (!table.rows[0]?.found) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

/**
 * The migrations of `files` that are not in `applied`. Throws MigrationError if the two do not belong together: the
 * database knows migrations that the code does not, an applied file was changed since, or another tool gave up on one.
 */
export function comparePlan(files: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const { name, checksum, finished } of applied) {
    const file = byName.get(name);
    if (!file) {
      throw new MigrationError(
        `The database needs newer code: it has migration ${name}, which this version does not know. Update the code.`,
      );
    }
    if (!finished) {
      throw new MigrationError(
        `Migration ${name} was begun by another tool and never finished: restore the database from a backup.`,
      );
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        `Migration ${name} was changed after it had been applied: put the file back and add a new migration instead.`,
      );
    }
  }
  const names = new Set(applied.map(({ name }) => name));
  return files.filter(({ name }) => !names.has(name));
}
