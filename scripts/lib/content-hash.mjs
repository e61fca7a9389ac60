import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./project.mjs";

const left = new Set(["node_modules", "dist", "test", "generated", "next-env.d.ts", "tsconfig.tsbuildinfo"]);

/**
 * A hash over names and contents of files and whole folders, relative to the repository. What is made from other files,
 * tests and everything with a dot in front are left out. A path that does not exist counts as empty.
 * @param {string[]} paths
 * @param {string} [salt] anything else that the result depends on
 */
export function contentHash(paths, salt = "") {
  const hash = createHash("sha256").update(salt);
  for (const path of paths.toSorted()) for (const file of filesOf(path)) addFile(hash, file);
  return hash.digest("hex");
}

/** @param {import("node:crypto").Hash} hash @param {string} file */
function addFile(hash, file) {
  const content = readFileSync(inRoot(file));
  hash.update(`\0${file}\0${content.length}\0`).update(content);
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  const found = statSync(inRoot(path), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(inRoot(path))
    .filter((name) => !name.startsWith(".") && !left.has(name) && !/\.test\.tsx?$/.test(name))
    .toSorted()
    .flatMap((name) => filesOf(join(path, name)));
}
