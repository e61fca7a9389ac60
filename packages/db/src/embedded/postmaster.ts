import { readFileSync, realpathSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProcess } from "./processes";

/** The running server of a data folder, as its postmaster.pid tells of it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The server that runs on `data` at this moment, ready or not; undefined: none. */
export function findPostmaster(data: string): Postmaster | undefined {
  const lines = readPidFile(data);
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  return isPostmasterOf(pid, data) ? { pid, port } : undefined;
}

/**
 * Makes a postmaster.pid harmless that a killed server left behind. PostgreSQL clears it away by itself, unless its
 * number belongs to somebody else by now, or to a zombie: then it would refuse to start. The number is replaced by
 * this process's, which PostgreSQL recognizes as its own parent's and so as stale; the rest of the file stays, for it
 * is how PostgreSQL notices that processes of the dead server still use the data.
 */
export function disarmStalePidFile(data: string): void {
  const lines = readPidFile(data);
  if (!lines || findPostmaster(data)) return;
  writeFileSync(join(data, "postmaster.pid"), [String(process.pid), ...lines.slice(1)].join("\n"));
}

/** The port of the last start, running or not. */
export function lastPort(data: string): number | undefined {
  try {
    const options = readFileSync(join(data, "postmaster.opts"), "utf8");
    const port = Number(/"-p" "(\d+)"/.exec(options)?.[1]);
    return Number.isNaN(port) ? undefined : port;
  } catch {
    return undefined;
  }
}

function readPidFile(data: string): string[] | undefined {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
}

/** A number alone proves nothing: after a crash it may be another program's, or another cluster's server's. */
function isPostmasterOf(pid: number, data: string): boolean {
  if (findProcess(pid)?.program !== "postgres") return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    // Not Linux, or not ours to look into.
    return true;
  }
}
