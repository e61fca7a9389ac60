import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { codeOf } from "./failure.mjs";
import { isAlive, processMark } from "./processes.mjs";

/** @typedef {{ pid: number, note: string }} Holder the living process that has a claim, and what it noted there */

/**
 * Claims a file for this process: true if it is ours now, else who has it. A claim ends with its process, however that
 * ends. The file holds a line that names the process, and one that it may note for others.
 * @param {string} path
 * @returns {true | Holder}
 */
export function claimFile(path) {
  // Linked into its place when it is written, so that nobody reads half of it.
  const draft = writeDraft(path, processMark(process.pid));
  try {
    while (!link(draft, path)) {
      const { mark, note } = readClaim(path);
      if (isAlive(mark)) return { pid: Number.parseInt(mark, 10), note };
      rmSync(path, { force: true });
    }
    return true;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Tells whoever else wants the claim that this process has something. @param {string} path @param {string} note one line */
export function noteInClaim(path, note) {
  renameSync(writeDraft(path, `${processMark(process.pid)}\n${note}`), path);
}

/** The same as `claimFile`, but waits until whoever has it is done. @param {string} path */
export async function claimFileInTurn(path) {
  while (claimFile(path) !== true) await wait(100);
}

/** Gives back what this process claimed; does nothing to another's claim. @param {string} path */
export function releaseFile(path) {
  if (readClaim(path).mark === processMark(process.pid)) rmSync(path, { force: true });
}

/** @param {string} path @param {string} text */
function writeDraft(path, text) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  return draft;
}

/** @param {string} path */
function readClaim(path) {
  const [mark = "", note = ""] = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  return { mark, note };
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
