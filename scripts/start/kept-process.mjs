import { spawn } from "node:child_process";
import { root } from "../lib/project.mjs";

/**
 * @typedef {object} KeptProcess
 * @property {Promise<number | NodeJS.Signals>} ended its exit code, or the signal that ended it
 * @property {import("node:stream").Readable | null} output
 * @property {import("node:stream").Readable | null} errors
 * @property {(patienceMs: number) => Promise<void>} stop SIGTERM, then SIGKILL; resolves when it is gone
 */

const lifeline = new URL("lifeline.mjs", import.meta.url).href;

/**
 * Starts a Node.js program that lives no longer than this process. It is in a session of its own, so that Ctrl-C in the
 * terminal reaches only this process, which then decides about order.
 * @param {string} file @param {string[]} args @param {Record<string, string | undefined>} env
 * @param {"pipe" | number} output where its output goes: streams of the result, or an open file
 * @returns {KeptProcess}
 */
export function keepProcess(file, args, env, output) {
  const child = spawn(process.execPath, ["--import", lifeline, file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", output, output, "pipe"],
  });
  /** @type {Promise<number | NodeJS.Signals>} */
  const ended = new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code, signal) => resolve(code ?? signal ?? 1));
  });
  return {
    ended,
    output: child.stdout,
    errors: child.stderr,
    async stop(patienceMs) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const killer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
      await ended;
      clearTimeout(killer);
    },
  };
}
