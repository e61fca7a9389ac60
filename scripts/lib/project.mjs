// Where things lie in this repository. Node built-ins only: this runs before anything is installed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder, without a slash at its end. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Says which steps were finished for which inputs. Not in git; deleting it repeats every step. */
export const stampsFolder = join(root, ".stamps");

/** The path of something in the repository. @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** The exact pnpm that the lockfile was made with, as `packageManager` in package.json names it. */
export function pinnedPnpm() {
  /** @type {{ packageManager: string }} */
  const manifest = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  return manifest.packageManager;
}

/** The folders of all packages of the workspace, relative to the root, in alphabetical order. */
export function packageFolders() {
  const inside = ["apps", "packages"].flatMap((parent) => readdirSync(inRoot(parent)).map((name) => `${parent}/${name}`));
  return [...inside, "bench", "e2e"].filter((folder) => existsSync(inRoot(folder, "package.json"))).toSorted();
}

/** The path of a command that a package of the root installed. @param {string} name */
export const installedCommand = (name) => inRoot("node_modules/.bin", name);
