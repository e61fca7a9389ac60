import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import type { Account } from "../../src/embedded/account";
import type { EmbeddedPostgresOptions } from "../../src/embedded/embedded-postgres";

const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

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
  const script = join(import.meta.dirname, "start-postgres.ts");
  const child = spawn(process.execPath, ["--import", TSX, script, JSON.stringify(options)], {
    ...account,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const complaints: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) throw new Error(complaints.join(""));
  const started: Pick<StartedElsewhere, "url" | "port" | "alreadyRunning" | "folder"> = JSON.parse(first.value);
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
