import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Job, LoadResult } from "./job";

/** Sends a load from a process of its own and returns what came of it. Throws if the process dies, or an answer was wrong. */
export function runLoad(job: Job): Promise<LoadResult> {
  const child = fork(fileURLToPath(new URL("worker.ts", import.meta.url)), [], { execArgv: ["--import", "tsx"] });
  return new Promise((resolve, reject) => {
    child.once("message", (message: { result?: LoadResult; error?: string }) => {
      const { result, error } = message;
      if (result === undefined) reject(new Error(error ?? "The load generator said nothing."));
      else if (result.failures > 0) reject(new Error(`${result.failures} answers were wrong. The first: ${result.firstFailure}`));
      else resolve(result);
    });
    child.once("exit", (code) => reject(new Error(`The load generator ended with ${code}.`)));
    child.send(job);
  });
}
