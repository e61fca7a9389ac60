import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@tutor-times/db/embedded/embedded-postgres";
import { migrate } from "@tutor-times/db/migrate/migrate";
import pg from "pg";

/** A PostgreSQL of its own with data in it: durable, with the settings that the product starts it with. */
export interface BenchDatabase {
  readonly url: string;
  /** The process that all others of the server are children of. */
  readonly pid: number;
  /** How long making the data took. */
  readonly seconds: number;
  readonly logFile: string;
  stop(): Promise<void>;
}

/** What puts data into a migrated, empty database. */
export type Fill = (url: string) => Promise<void>;

export async function startDatabase(fill: Fill): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), "tutor-times-bench-"));
  // Root's server runs under another account, which has to get in.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, database: "bench" });
  const stop = async () => {
    await server.stop();
    for (const folder of [server.folder, dataDir]) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const began = performance.now();
    await migrate({ url: server.url });
    await fill(server.url);
    const seconds = (performance.now() - began) / 1000;
    return { url: server.url, pid: await postmasterOf(server.url), logFile: join(server.folder, "server.log"), seconds, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs statements on a connection of its own. bigint comes as a number. */
export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: "bench" });
  client.setTypeParser(pg.types.builtins.INT8, Number);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function postmasterOf(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::integer AS pid",
    );
    return rows[0]?.pid ?? 0;
  });
}
