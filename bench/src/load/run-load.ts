import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Job, LoadResult } from "./job";

/** All loads come from one process: a new one for each would still be interpreting what it does when it is measured. */
let generator: ChildProcess | undefined;

/**
 * Sends a load from a process apart and returns what came of it; one load at a time. Throws if the process dies, or an answer was wrong.
 * The process ends with this one.
 */
export function runLoad(job: Job): Promise<LoadResult> {
  const child = generator ?? start();
  child.ref();
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`The load generator ended with ${code}.`));
    child.once("exit", died);
    child.once("message", ({ result, error }: { result?: LoadResult; error?: string }) => {
      child.off("exit", died);
      // Between loads it keeps nobody waiting.
      child.unref();
      if (result === undefined) reject(new Error(error ?? "The load generator said nothing."));
      else if (result.failures > 0) reject(new Error(`${result.failures} answers were wrong. The first: ${result.firstFailure}`));
      else resolve(result);
    });
    child.send(job);
  });
}

function start(): ChildProcess {
  const child = fork(fileURLToPath(new URL("worker.ts", import.meta.url)), [], { execArgv: ["--import", "tsx"] });
  child.channel?.unref();
  child.once("exit", () => (generator = undefined));
  return (generator = child);
}
