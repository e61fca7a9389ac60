import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instant } from "@tutor-times/core/instant";
import { openDatabase } from "@tutor-times/db/database";
import { startEmbeddedPostgres } from "@tutor-times/db/embedded/embedded-postgres";
import { migrate } from "@tutor-times/db/migrate/migrate";
import { hashPassword } from "@tutor-times/db/passwords";
import { settleDays } from "@tutor-times/db/settled/settle-days";
import pg from "pg";
import { readSql } from "./paths";

export const PASSWORD = "correct horse battery staple";
export const ZONE = "Australia/Melbourne";

/** The large unit of data.sql. */
export const LARGE = { unitId: 9001, convenor: 100_000, tutors: 50, students: 2000, definitions: 20 };

/** A PostgreSQL of its own with the benchmark's data in it: durable, with the settings that the product starts it with. */
export interface BenchDatabase {
  readonly url: string;
  /** The process that all others of the server are children of. */
  readonly pid: number;
  /** How long making the data took. */
  readonly seconds: number;
  readonly logFile: string;
  stop(): Promise<void>;
}

/** Data over `days` days until yesterday; 90 days hold 50,000 sessions and a million activities in the large unit. */
export async function startDatabase(days: number): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), "tutor-times-bench-"));
  // Root's server runs under another account, which has to get in.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, database: "bench" });
  const began = performance.now();
  await migrate({ url: server.url });
  await fill(server.url, days);
  await settle(server.url);
  const { pid, logFile } = await describe(server.url, server.folder);
  return {
    url: server.url,
    pid,
    logFile,
    seconds: (performance.now() - began) / 1000,
    async stop() {
      await server.stop();
      for (const folder of [server.folder, dataDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs statements on a connection of its own. */
export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: "bench" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The indexes that are quicker to make once the rows are there. */
const LATE_INDEXES = `
  SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid IN ('session_activities'::regclass, 'attention_stretches'::regclass) AND NOT i.indisprimary`;

function fill(url: string, days: number): Promise<void> {
  return withClient(url, async (client) => {
    const password = await hashPassword(PASSWORD);
    const setting = (name: string, value: string) => client.query("SELECT set_config($1, $2, false)", [name, value]);
    await setting("bench.days", String(days));
    await setting("bench.zone", ZONE);
    await setting("bench.password_hash", password);
    await setting("timezone", "UTC");
    await setting("maintenance_work_mem", "512MB");
    await setting("work_mem", "128MB");
    // The rows are right by the way they are made: their references need not be looked up one by one.
    await setting("session_replication_role", "replica");
    const today = new Date();
    const first = new Date(today.getTime() - (days + 2) * 86_400_000);
    await client.query("SELECT ensure_month_partitions($1::date, $2::date)", [first, today]);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(LATE_INDEXES);
    for (const { name } of indexes) await client.query(`DROP INDEX ${pg.escapeIdentifier(name)}`);
    await client.query(readSql("data"));
    for (const { definition } of indexes) await client.query(definition.replace(" ON ONLY ", " ON "));
    await client.query(readSql("touch"));
    await client.query("VACUUM ANALYZE");
    await client.query("CHECKPOINT");
  });
}

/** What the server's upkeep does within its first minutes, in larger pieces: the days that are over are settled. */
async function settle(url: string): Promise<void> {
  const db = openDatabase({ url, statementTimeoutMs: 600_000 });
  await settleDays(db, instant(Date.now()), 90);
  await db.pool.query("VACUUM ANALYZE settled_days");
  await db.pool.query("VACUUM ANALYZE settled_figures");
  await db.close();
}

function describe(url: string, folder: string): Promise<{ pid: number; logFile: string }> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::integer AS pid",
    );
    return { pid: rows[0]?.pid ?? 0, logFile: join(folder, "server.log") };
  });
}
