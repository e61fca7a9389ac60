import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { codeOf } from "./failure.mjs";
import { isAlive, processMark } from "./processes.mjs";

/**
 * Claims a file for this process: true if it is ours now, else the mark of the living process that has it. A claim ends
 * with its process, however that ends.
 * @param {string} path
 * @returns {true | string}
 */
export function claimFile(path) {
  // Linked into its place when it is written, so that nobody reads half of it.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, processMark(process.pid), { mode: 0o644 });
  try {
    while (!link(draft, path)) {
      const holder = existsSync(path) ? readFileSync(path, "utf8") : "";
      if (isAlive(holder)) return holder;
      rmSync(path, { force: true });
    }
    return true;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} from @param {string} to */
function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** The same, but waits until whoever has it is done. @param {string} path */
export async function claimFileInTurn(path) {
  while (claimFile(path) !== true) await wait(100);
}

/** Gives back what this process claimed; does nothing to another's claim. @param {string} path */
export function releaseFile(path) {
  if (existsSync(path) && readFileSync(path, "utf8") === processMark(process.pid)) rmSync(path, { force: true });
}
