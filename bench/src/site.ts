import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDatabase, type BenchDatabase, type Fill } from "./database";
import { startServer, type AppServer } from "./server";

/** A database with its data, and the app on it. */
export interface Site {
  readonly database: BenchDatabase;
  readonly server: AppServer;
  /** Another process of the app on the same database. */
  startAnotherServer(): Promise<AppServer>;
}

/** Starts a site, and stops and removes all of it when `work` is done. */
export async function withSite<Result>(fill: Fill, work: (site: Site) => Promise<Result>): Promise<Result> {
  const database = await startDatabase(fill);
  const folder = mkdtempSync(join(tmpdir(), "tutor-times-bench-log-"));
  const servers: AppServer[] = [];
  const start = async () => {
    const server = await startServer(database.url, { logFile: join(folder, `server-${servers.length}.log`) });
    servers.push(server);
    return server;
  };
  try {
    return await work({ database, server: await start(), startAnotherServer: start });
  } finally {
    for (const server of servers) await server.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
