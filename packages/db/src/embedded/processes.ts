import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** What the system knows of a living process. A zombie does not live. */
export interface LivingProcess {
  readonly pid: number;
  /** Name of its program, at most 15 letters. */
  readonly program: string;
  /** When it started, in the system's own words: tells it from a later process with the same number. */
  readonly started: string;
}

/** The living process `pid`, or undefined. */
export function findProcess(pid: number): LivingProcess | undefined {
  if (!Number.isSafeInteger(pid) || pid < 1) return undefined;
  return existsSync("/proc/self/stat") ? findInProc(pid) : findWithPs(pid);
}

function findInProc(pid: number): LivingProcess | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // "123 (name with ) and spaces) S 1 …": the start time is the 20th field after the name.
  const nameEnd = stat.lastIndexOf(")");
  const [state, ...fields] = stat.slice(nameEnd + 2).split(" ");
  if (state === "Z" || state === "X") return undefined;
  return { pid, program: stat.slice(stat.indexOf("(") + 1, nameEnd), started: fields[18] ?? "" };
}

function findWithPs(pid: number): LivingProcess | undefined {
  const { stdout } = spawnSync("ps", ["-o", "stat=,lstart=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const found = /^(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.+)$/.exec(stdout?.trim() ?? "");
  const [, state, started, command] = found ?? [];
  if (!state || !started || !command || state.startsWith("Z")) return undefined;
  return { pid, program: command.split("/").at(-1) ?? command, started };
}

/** A text that names the process `pid` for as long as it lives, to be kept in a file. */
export function processMark(pid: number): string {
  return `${pid} ${findProcess(pid)?.started ?? ""}`;
}

/** Whether the process that `mark` names still lives. */
export function isAlive(mark: string): boolean {
  const pid = Number.parseInt(mark, 10);
  return findProcess(pid) !== undefined && processMark(pid) === mark.trim();
}
