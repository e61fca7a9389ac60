import type pg from "pg";
import { openEngineSession } from "./engine-adapter";
import { type AppliedMigration, comparePlan, findAppliedMigrations } from "./migration-history";
import { MigrationError } from "./migration-error";
import { defaultMigrationsFolder, type Migration, readMigrations } from "./migration-files";
import { ensurePartitions, SCHEMA_LOCK } from "./partitions";
import { migrationList, NO_FILTER, openSchemaEngine } from "./schema-engine";
import { connectToTarget, expectRights, messageOf, tryConnect } from "./target-database";

export interface MigrateOptions {
  /** A direct connection: a pooler in transaction mode cannot hold the lock. */
  readonly url: string;
  /** Default: `prisma/migrations` of the project. */
  readonly folder?: string;
  /** Milliseconds since 1970; says for which months partitions are made. Default: this machine's clock. */
  readonly now?: number;
}

export interface MigrateResult {
  /** Names of the migrations that this call applied, in order. */
  readonly applied: readonly string[];
  /** The database itself was missing and has been made. */
  readonly createdDatabase: boolean;
}

/**
 * Brings the database at `url` to the schema of this code, and makes it first if it is missing. Each migration is one
 * transaction with its own entry in the history, so that a failure or a crash leaves nothing of it. Processes that do
 * this at once take turns. Throws MigrationError.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const migrations = readMigrations(options.folder ?? defaultMigrationsFolder());
  const { client, created } = await connectToTarget(options.url);
  try {
    await client.query("SELECT pg_advisory_lock($1)", [SCHEMA_LOCK]);
    const pending = comparePlan(migrations, await findAppliedMigrations(client));
    if (pending.length > 0) await expectRights(client, options.url);
    await applyMigrations(options.url, migrations, pending);
    await ensurePartitions(client, options.now ?? Date.now());
    return { applied: pending.map(({ name }) => name), createdDatabase: created };
  } finally {
    await client.end();
  }
}

/** The names of the migrations that `migrate` would apply, in order; changes nothing. Throws MigrationError. */
export async function pendingMigrations(options: Pick<MigrateOptions, "url" | "folder">): Promise<string[]> {
  const migrations = readMigrations(options.folder ?? defaultMigrationsFolder());
  const client: pg.Client | undefined = await tryConnect(options.url);
  try {
    const applied: AppliedMigration[] = client ? await findAppliedMigrations(client) : [];
    return comparePlan(migrations, applied).map(({ name }) => name);
  } finally {
    await client?.end();
  }
}

async function applyMigrations(url: string, all: readonly Migration[], pending: readonly Migration[]): Promise<void> {
  if (pending.length === 0) return;
  const session = await openEngineSession(url);
  try {
    const engine = await openSchemaEngine(session.factory);
    for (const migration of pending) {
      const upToThis = all.slice(0, all.indexOf(migration) + 1);
      await session.execute("BEGIN");
      try {
        await engine.applyMigrations({ migrationsList: migrationList(upToThis), filters: NO_FILTER });
        await session.execute("COMMIT");
      } catch (error) {
        await session.execute("ROLLBACK");
        const reason = session.failure() ?? error;
        throw new MigrationError(`Migration ${migration.name} failed, and nothing of it was kept: ${messageOf(reason)}`, {
          cause: reason,
        });
      }
    }
  } finally {
    await session.close();
  }
}
