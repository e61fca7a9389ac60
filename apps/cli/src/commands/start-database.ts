import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { embeddedPostgresStatus, startEmbeddedPostgres } from "@tutor-times/db/embedded/embedded-postgres";
import { dataFolder } from "../data-folder";

const LOOK_EVERY_MS = 2_000;

/**
 * Starts the embedded PostgreSQL, says where it is (with `--json`: one line `{"url": …}`), and stops it when this
 * process is asked to end. A PostgreSQL that dies meanwhile is started again on the same port; if this process is
 * killed, PostgreSQL stops by itself.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
  const ending = new AbortController();
  const asked = Promise.race(["SIGTERM", "SIGINT", "SIGHUP"].map((signal) => once(process, signal)));
  void asked.then(() => ending.abort());
  const dataDir = dataFolder();
  let server = await startEmbeddedPostgres({ dataDir });
  if (values.json) console.log(JSON.stringify({ url: server.url }));
  else console.log(`PostgreSQL runs at ${server.url}\nIts data lie in ${server.folder}. Ctrl-C stops it.`);
  while (await pause(ending.signal)) {
    if (embeddedPostgresStatus({ dataDir }).state === "running") continue;
    console.error("PostgreSQL has ended unexpectedly and is started again.");
    const began = performance.now();
    server = await startEmbeddedPostgres({ dataDir, port: server.port });
    console.error(`PostgreSQL is back after ${((performance.now() - began) / 1000).toFixed(1)} s, with all that was committed.`);
  }
  await server.stop();
}

/** Waits a moment; false as soon as the end is asked for. */
async function pause(ending: AbortSignal): Promise<boolean> {
  await wait(LOOK_EVERY_MS, undefined, { signal: ending }).catch(() => {});
  return !ending.aborted;
}
