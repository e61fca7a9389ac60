import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { claimFile, noteInClaim, releaseFile } from "../lib/claim.mjs";
import { codeOf, Failure } from "../lib/failure.mjs";

/**
 * Makes the data folder and claims it for this process, until `release`. A claim ends with its process, however that
 * ends. `note` tells the next one who wants it where this one serves. Throws a `Failure` if another start runs on it, or
 * if it cannot be written.
 * @param {string} dataDir
 * @returns {{ note: (address: string) => void, release: () => void }}
 */
export function claimDataFolder(dataDir) {
  const claim = join(dataDir, "running");
  try {
    makeFolder(dataDir);
    const holder = claimFile(claim);
    if (holder !== true) throw new Failure(explainHolder(holder, dataDir));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(explainFolder(error, dataDir));
  }
  return { note: (address) => noteInClaim(claim, address), release: () => releaseFile(claim) };
}

/** @param {import("../lib/claim.mjs").Holder} holder @param {string} dataDir */
function explainHolder({ pid, note }, dataDir) {
  const apart = "For a second one beside it, give that a folder and a port of its own: DATA_DIR=/some/folder PORT=0 npm start";
  return note === ""
    ? `Tutor Times is being started on ${dataDir} already (process ${pid}). ${apart}`
    : `Tutor Times already runs at ${note} (process ${pid}). ${apart}`;
}

/**
 * A secret of this installation, made at random when it is first asked for and kept in the data folder, readable for
 * its owner alone.
 * @param {string} dataDir @param {string} name
 */
export function installationSecret(dataDir, name) {
  const path = join(dataDir, name);
  if (!existsSync(path)) {
    writeFileSync(`${path}.new`, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return readFileSync(path, "utf8").trim();
}

/** @param {unknown} error @param {string} dataDir */
function explainFolder(error, dataDir) {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `This user may not write in the data folder ${dataDir}. Start as its owner, or name another: DATA_DIR=/some/folder npm start`;
    case "ENOSPC":
      return `The disk of the data folder ${dataDir} is full. Make room, then start again.`;
    case "ENOTDIR":
    case "EEXIST":
      return `The data folder ${dataDir} is a file, or lies within one. Name another: DATA_DIR=/some/folder npm start`;
    default:
      return `The data folder ${dataDir} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Makes a folder and those above it one by one: `recursive` never ends where the system refuses with "no such file", as
 * in /proc.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o711 });
}
