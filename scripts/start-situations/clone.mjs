import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/project.mjs";

/**
 * A fresh clone of what is committed, in a folder whose name has a space and an umlaut.
 * @param {string} parent @param {string} name
 * @returns {import("./product.mjs").Copy}
 */
export function makeClone(parent, name) {
  const folder = join(parent, `${name} für alle`);
  mkdirSync(parent, { recursive: true });
  command("git", ["clone", "--quiet", root, folder]);
  return { folder, env: {} };
}

/**
 * Another user's clone in a folder that nobody else can enter, with a home of their own. Only root can make one.
 * @param {string} parent @param {string} name
 * @returns {import("./product.mjs").Copy}
 */
export function makeForeignClone(parent, name) {
  const copy = makeClone(parent, name);
  const home = join(parent, `home of ${name}`);
  mkdirSync(home);
  command("chown", ["-R", "nobody", copy.folder, home]);
  chmodSync(copy.folder, 0o700);
  const as = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"];
  return {
    folder: copy.folder,
    env: { HOME: home, npm_config_cache: join(home, ".npm"), XDG_DATA_HOME: join(home, ".local/share") },
    as,
  };
}

/** @param {string} name @param {string[]} args */
function command(name, args) {
  const { status, stderr } = spawnSync(name, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} ${args.join(" ")}: ${stderr}`);
}
