import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import type { Account } from "../../src/embedded/account";
import type { MigrateOptions, MigrateResult } from "../../src/migrate/migrate";
import type { EmbeddedPostgresOptions } from "../../src/embedded/embedded-postgres";

const require = createRequire(import.meta.url);
const TSX = pathToFileURL(require.resolve("tsx")).href;
const SCRIPTS = { migrate: require.resolve("./migrate.ts"), startPostgres: require.resolve("./start-postgres.ts") };

export interface StartedElsewhere {
  readonly url: string;
  readonly port: number;
  readonly alreadyRunning: boolean;
  readonly folder: string;
  /** Ends the process as if it were done, having stopped the server or not; returns when it is gone. */
  end(how: "after stopping" | "without stopping" | "by SIGKILL"): Promise<void>;
}

/** Starts the embedded PostgreSQL from a process of its own, under another account if one is given. */
export async function startElsewhere(options: EmbeddedPostgresOptions, account?: Account): Promise<StartedElsewhere> {
  const { child, exited, firstLine } = await runChild(SCRIPTS.startPostgres, options, account);
  const started: Pick<StartedElsewhere, "url" | "port" | "alreadyRunning" | "folder"> = JSON.parse(firstLine);
  return {
    ...started,
    async end(how) {
      finish(child, how);
      await exited;
    },
  };
}

function finish(child: ChildProcess, how: "after stopping" | "without stopping" | "by SIGKILL"): void {
  if (how === "by SIGKILL") child.kill("SIGKILL");
  else child.stdin?.end(how === "after stopping" ? "stop\n" : "");
}

/** Migrates from a process of its own. */
export async function migrateElsewhere(options: MigrateOptions): Promise<MigrateResult> {
  const { exited, firstLine } = await runChild(SCRIPTS.migrate, options);
  await exited;
  return JSON.parse(firstLine);
}

/** Resolves when the script has said its first line. Rejects with its complaints if it ends without any. */
async function runChild(script: string, options: object, account?: Account) {
  const child = spawn(process.execPath, ["--import", TSX, script, JSON.stringify(options)], {
    ...account,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const complaints: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const first = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  if (first.done) throw new Error(complaints.join(""));
  return { child, exited, firstLine: first.value };
}
