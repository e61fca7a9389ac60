import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Set for everything that a test run starts, so that what outlives it can be found. */
export const RUN_VARIABLE = "TUTOR_TIMES_TEST_RUN";

/**
 * The processes that belong to a run and still live: they carry its mark in their environment, or work in its folder.
 * Only where the system shows them (Linux); elsewhere none.
 * @param {string} mark @param {string} folder
 * @returns {{ pid: number, command: string }[]}
 */
export function findLeftovers(mark, folder) {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .map((pid) => ({ pid, command: read(pid, "cmdline").replaceAll("\0", " ").trim(), environment: read(pid, "environ") }))
    .filter(({ command, environment }) => command.includes(folder) || environment.includes(`${RUN_VARIABLE}=${mark}`))
    .map(({ pid, command }) => ({ pid, command }));
}

/** @param {number} pid @param {string} file */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // It has ended, or is another user's.
    return "";
  }
}
