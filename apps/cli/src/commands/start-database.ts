import { once } from "node:events";
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "@tutor-times/db/embedded/embedded-postgres";
import { dataFolder } from "../data-folder";

/**
 * Starts the embedded PostgreSQL, says where it is (with `--json`: one line `{"url": …}`), and stops it when this
 * process is asked to end. If the process is killed instead, PostgreSQL stops by itself.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
  const stopped = Promise.race(["SIGTERM", "SIGINT", "SIGHUP"].map((signal) => once(process, signal)));
  const server = await startEmbeddedPostgres({ dataDir: dataFolder() });
  if (values.json) console.log(JSON.stringify({ url: server.url }));
  else console.log(`PostgreSQL runs at ${server.url}\nIts data lie in ${server.folder}. Ctrl-C stops it.`);
  const wait = setInterval(() => {}, 2 ** 30);
  await stopped;
  clearInterval(wait);
  await server.stop();
}
