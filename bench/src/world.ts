import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LARGE, startDatabase, withClient, type BenchDatabase } from "./data";
import type { TouchedRow } from "./load/job";
import { signInConvenor, signInTutors, TOUCHED_SESSIONS, touchedRows, type SignedInPerson } from "./people";
import { startServer, type AppServer } from "./server";

/** A database with its data, the app on it, and people who are signed in. */
export interface World {
  readonly database: BenchDatabase;
  readonly server: AppServer;
  readonly tutors: readonly SignedInPerson[];
  readonly convenor: SignedInPerson;
  /** What the reference extends. */
  readonly touched: readonly TouchedRow[];
  /** Another process of the app on the same database. */
  startAnotherServer(): Promise<AppServer>;
}

export async function withWorld<Result>(days: number, work: (world: World) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "tutor-times-bench-log-"));
  const database = await startDatabase(days);
  const servers: AppServer[] = [];
  const start = async () => {
    const server = await startServer(database.url, { logFile: join(folder, `server-${servers.length}.log`) });
    servers.push(server);
    return server;
  };
  try {
    const server = await start();
    const [convenor, tutors] = [await signInConvenor(server.url), await signInTutors(server.url)];
    const { rows } = await withClient(database.url, (client) =>
      client.query<{ session: string; user_id: string }>(TOUCHED_SESSIONS, [LARGE.unitId]),
    );
    return await work({ database, server, tutors, convenor, touched: touchedRows(rows), startAnotherServer: start });
  } finally {
    for (const server of servers) await server.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
