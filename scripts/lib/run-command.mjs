import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { endWithThisProcess } from "./guard.mjs";
import { root } from "./project.mjs";

/**
 * @typedef {object} Command
 * @property {string} command
 * @property {string[]} args
 * @property {string} [cwd] default: the repository
 * @property {Record<string, string | undefined>} [env] added to this process's own; undefined takes a variable away
 * @property {AbortSignal} [signal] ends the command and all it started
 * @property {boolean} [yielding] leaves the processors to whoever else wants them
 *
 * @typedef {object} Outcome
 * @property {boolean} ok it ended by itself with exit code 0
 * @property {string} output both streams, in the order they came
 * @property {number} seconds
 */

/** Process groups of commands that run now. @type {Set<number>} */
const groups = new Set();

/**
 * Runs a command without a terminal, in a process group of its own that does not outlive this process, and waits for its
 * end. Never rejects for what the command does: one that is missing, fails or is killed has `ok: false` and says why in
 * `output`.
 * @param {Command} command
 * @returns {Promise<Outcome>}
 */
export async function runCommand({ command, args, cwd = root, env = {}, signal, yielding = false }) {
  const began = performance.now();
  /** @type {string[]} */
  const output = [];
  const ok = await new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const child = spawn(command, args, { cwd, env: environment(env), stdio: ["ignore", "pipe", "pipe"], detached: true });
    const { pid } = child;
    const abort = () => pid && killGroup(pid, "SIGTERM");
    if (pid && yielding) lowerPriority(pid);
    const release = pid ? endWithThisProcess(pid) : () => {};
    if (pid) groups.add(pid);
    signal?.addEventListener("abort", abort);
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => output.push(text));
    child.on("error", (error) => {
      release();
      output.push(`${error.message}\n`);
      resolve(false);
    });
    child.on("close", (code, killedBy) => {
      release();
      if (pid) groups.delete(pid);
      signal?.removeEventListener("abort", abort);
      if (killedBy) output.push(`Ended by ${killedBy}.\n`);
      resolve(code === 0);
    });
  });
  return { ok, output: output.join(""), seconds: (performance.now() - began) / 1000 };
}

/** For a process and all that it will start. @param {number} pid */
function lowerPriority(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended by itself, or the system does not allow it.
  }
}

/** Ends every command that still runs, with all it started. For the moment before this process exits. */
export function killCommands() {
  for (const group of groups) killGroup(group, "SIGKILL");
}

/** @param {number} group @param {NodeJS.Signals} signal */
function killGroup(group, signal) {
  try {
    process.kill(-group, signal);
  } catch {
    // It has ended by itself.
  }
}

/** @param {Record<string, string | undefined>} added */
function environment(added) {
  const merged = { ...process.env, ...added };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}
