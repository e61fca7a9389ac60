import { existsSync, readFileSync, readdirSync } from "node:fs";

/** What processes used of the machine, from Linux's /proc; elsewhere zeros. */
export interface Usage {
  /** Milliseconds of processor time, since the processes began. */
  readonly cpuMs: number;
  /** Private memory, in megabytes: what ends with the processes. */
  readonly privateMb: number;
}

const TICK_MS = 10;

export function usageOf(pids: readonly number[]): Usage {
  const used = pids
    .filter((pid) => existsSync(`/proc/${pid}/stat`))
    .map((pid) => ({ cpuMs: cpuOf(pid), privateMb: privateOf(pid) }));
  return used.reduce((sum, one) => ({ cpuMs: sum.cpuMs + one.cpuMs, privateMb: sum.privateMb + one.privateMb }), {
    cpuMs: 0,
    privateMb: 0,
  });
}

/** `pid` and everything below it. */
export function familyOf(pid: number): number[] {
  if (!existsSync("/proc")) return [pid];
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
  const below = (ancestor: number): number[] =>
    parents.filter(({ parent }) => parent === ancestor).flatMap((child) => [child.pid, ...below(child.pid)]);
  return [pid, ...below(pid)];
}

function fieldsOf(pid: number): string[] {
  try {
    // What follows the name, which may itself hold spaces and brackets.
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    return [];
  }
}

const parentOf = (pid: number): number => Number(fieldsOf(pid)[1] ?? 0);
/** Of the process itself, and of its children that have ended. */
const cpuOf = (pid: number): number => {
  const fields = fieldsOf(pid);
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field] ?? 0), 0) * TICK_MS;
};

function privateOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
    return kilobytes / 1024;
  } catch {
    return 0;
  }
}
