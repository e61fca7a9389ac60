import { openDatabase, shareDatabase } from "@tutor-times/db/database";
import { onTrackingFailure } from "@tutor-times/db/acts/perform";
import { destination, pino } from "pino";
import { buildApp } from "./app";
import { readConfig } from "./config";
import { giveBackWhenQuiet } from "./idle-memory";
import { openLiveFeed } from "./live";
import { createMetrics } from "./metrics";
import { preparePages } from "./next-pages";
import { StartupError } from "./startup-error";
import { stopOnSignals } from "./stop";
import { followTestClock } from "./test-clock";
import { startUpkeep } from "./upkeep";

/** Starts the one process of Tutor Times: the API, and the screens behind it. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (config.testClock) followTestClock(process);
  // Not written line by line: a system call for each request is a good part of what a request costs.
  const log = pino({ level: config.logLevel, base: null }, destination({ sync: false }));
  const metrics = createMetrics();
  const db = openDatabase({
    url: config.databaseUrl,
    onConnectionLost: (error) => log.warn({ err: error }, "A database connection was lost"),
  });
  shareDatabase(db);
  onTrackingFailure(db, (error) => {
    metrics.trackingFailures.inc();
    log.error({ err: error }, "An act succeeded without being tracked");
  });

  // Where next-auth is: what the environment says, else wherever the request was sent (which `nextRoutes` tells it).
  if (!process.env["NEXTAUTH_URL"]) process.env["AUTH_TRUST_HOST"] = "true";
  const dev = process.env["NODE_ENV"] === "development";
  const pages = await preparePages({ dev, ...config });
  const live = openLiveFeed(db, config.directUrl ?? config.databaseUrl, (error) => {
    log.warn({ err: error }, "Open pages are not told of changes for a while");
  });
  const app = await buildApp({ db, log, metrics, pages: pages.handle, dev, live, ...config });
  const stopUpkeep = startUpkeep(db, log);
  const stopGivingBack = giveBackWhenQuiet(app);
  stopOnSignals(
    log,
    async () => {
      stopUpkeep();
      stopGivingBack();
      await live.close();
      await app.close();
      await pages.close();
      await db.close();
    },
    () => app.server.closeAllConnections(),
  );
  const address = await app.listen({ port: config.port, host: config.host });
  const { port } = new URL(address);
  process.send?.({ type: "listening", port: Number(port), host: config.host });
}

main().catch((error: unknown) => {
  process.stderr.write(`Tutor Times did not start. ${explain(error)}\n`);
  process.exit(1);
});

function explain(error: unknown): string {
  if (error instanceof StartupError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, port, address } = error as Error & { code?: string; port?: number; address?: string };
  if (code === "EADDRINUSE") return `Port ${port} of ${address} is taken: stop what listens there, or set PORT to another one.`;
  if (code === "EACCES") return `Port ${port} of ${address} may not be used by this user: set PORT to one above 1023.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `HOST names no address of this machine: ${address ?? error.message}.`;
  return error.stack ?? error.message;
}
