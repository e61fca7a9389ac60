import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/**
 * @typedef {object} Copy a clone of the project that is tried out
 * @property {string} folder
 * @property {Record<string, string>} env what is added to the environment of its npm
 * @property {string[]} [as] a command that runs another as another user
 *
 * @typedef {object} Product npm start of a copy
 * @property {number} pid of npm
 * @property {() => string} output all that it said
 * @property {Promise<number | NodeJS.Signals>} ended
 * @property {() => Promise<string>} ready resolves to the address; rejects if it ends before
 */

const READY_PATIENCE_MS = 600_000;
/** So soon nothing may be left of a product that was told to end, or that ended. */
export const END_PATIENCE_MS = 5000;

/**
 * Runs `npm start` in a copy, as a person would in a terminal that is a log.
 * @param {Copy} copy @param {Record<string, string>} [env]
 * @returns {Product}
 */
export function startProduct(copy, env = {}) {
  const [command, ...args] = [...(copy.as ?? []), "npm", "start"];
  const child = spawn(command, args, {
    cwd: copy.folder,
    env: { ...process.env, ...copy.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (piece) => (text += piece));
  /** @type {Promise<number | NodeJS.Signals>} */
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal ?? 1)));
  let over = false;
  void ended.then(() => (over = true));
  return {
    pid: child.pid ?? 0,
    ended,
    output: () => text,
    async ready() {
      const deadline = Date.now() + READY_PATIENCE_MS;
      while (!/Ready after/.test(text)) {
        if (over) throw new Error(`It ended before it was ready:\n${text}`);
        if (Date.now() > deadline) throw new Error(`It was not ready in time:\n${text}`);
        await wait(50);
      }
      return /runs at (\S+)/.exec(text)?.[1] ?? "";
    },
  };
}

/**
 * The living processes that belong to a copy: those whose command line or working folder names it.
 * @param {string} folder
 * @returns {{ pid: number, command: string }[]}
 */
export function processesOf(folder) {
  const traces = tracesOf(folder);
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .map((pid) => ({ pid, command: readProc(pid, "cmdline").replaceAll("\0", " ").trim() }))
    .filter(({ pid, command }) => traces.some((trace) => command.includes(trace)) || (command !== "" && worksIn(pid, folder)));
}

/** The one process of a copy whose command line holds `part`. @param {string} folder @param {string} part */
export function processWith(folder, part) {
  const found = processesOf(folder).find(({ command }) => command.includes(part));
  if (!found) throw new Error(`No process with "${part}" among:\n${describe(processesOf(folder))}`);
  return found.pid;
}

/**
 * Waits until nothing of a copy runs; resolves to the seconds that took. Throws if something is left after `patienceMs`.
 * @param {string} folder @param {number} patienceMs
 */
export async function untilNothingRuns(folder, patienceMs) {
  const began = performance.now();
  for (;;) {
    const left = processesOf(folder);
    const elapsed = performance.now() - began;
    if (left.length === 0) return elapsed / 1000;
    if (elapsed > patienceMs) throw new Error(`Still there after ${patienceMs / 1000} s:\n${describe(left)}`);
    await wait(50);
  }
}

/** Kills whatever runs of a copy. @param {string} folder */
export function killAll(folder) {
  for (const { pid } of processesOf(folder)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

/** @param {{ pid: number, command: string }[]} processes */
const describe = (processes) => processes.map(({ pid, command }) => `${pid} ${command.slice(0, 160)}`).join("\n");

/** @param {number} pid @param {string} file */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** npm's own command line names no folder, but it works in it. @param {number} pid @param {string} folder */
function worksIn(pid, folder) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
  } catch {
    return false;
  }
}

/** Root's PostgreSQL may have its data elsewhere; a note in the data folder says where. @param {string} folder */
function tracesOf(folder) {
  const note = join(folder, ".data/where-the-database-is.json");
  return existsSync(note) ? [folder, JSON.parse(readFileSync(note, "utf8")).cluster] : [folder];
}
