import { readFileSync, statfsSync } from "node:fs";
import { basename } from "node:path";
import { contentHash } from "./content-hash.mjs";
import { Failure } from "./failure.mjs";
import { inRoot, packageFolders, pinnedPnpm, root } from "./project.mjs";
import { runCommand } from "./run-command.mjs";
import { unlessDone } from "./stamps.mjs";

const NEEDED_BYTES = 2.5e9;

/**
 * Installs all packages as the lockfile says, with the pinned pnpm, unless that was done. Resolves to whether it was
 * necessary. Throws a `Failure` when it cannot be done.
 * @param {AbortSignal} [signal]
 */
export function installPackages(signal) {
  const manifests = packageFolders().map((folder) => `${folder}/package.json`);
  const inputs = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests];
  return unlessDone({
    name: "install",
    inputs: contentHash(inputs, `${process.platform} ${process.arch} ${process.versions.modules}`),
    outputs: [
      "node_modules/.modules.yaml",
      ...packageFolders()
        .filter(hasDependencies)
        .map((folder) => `${folder}/node_modules`),
    ],
    async work() {
      refuseLittleSpace();
      const { ok, output } = await runCommand(pnpm(["install", "--frozen-lockfile"], signal));
      if (!ok) throw explainInstall(output);
    },
  });
}

/**
 * The command that runs the pinned pnpm, wherever npm keeps it. Without a network it works once npm has fetched it.
 * @param {string[]} args @param {AbortSignal} [signal]
 * @returns {import("./run-command.mjs").Command}
 */
function pnpm(args, signal) {
  const npmFile = process.env.npm_execpath;
  const fromNpm = npmFile !== undefined && basename(npmFile).startsWith("npm");
  return {
    command: fromNpm ? process.execPath : "npm",
    args: [...(fromNpm ? [npmFile] : []), "exec", "--yes", `--package=${pinnedPnpm()}`, "--", "pnpm", ...args],
    // CI=1: never ask. The version is the project's choice; npm's hints about newer ones do not belong here.
    env: { CI: "1", npm_config_loglevel: "error", npm_config_update_notifier: "false" },
    ...(signal ? { signal } : {}),
  };
}

/** @param {string} folder of a package */
function hasDependencies(folder) {
  /** @type {{ dependencies?: object, devDependencies?: object }} */
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(inRoot(folder, "package.json"), "utf8"));
  return Object.keys({ ...dependencies, ...devDependencies }).length > 0;
}

function refuseLittleSpace() {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize >= NEEDED_BYTES) return;
  const free = (bavail * bsize) / 1e9;
  throw new Failure(
    `Only ${free.toFixed(1)} GB are free in ${root}; installing needs ${NEEDED_BYTES / 1e9} GB. Make room, then start again.`,
  );
}

/** @param {string} output */
function explainInstall(output) {
  if (/ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE_CONFIG_MISMATCH|ERR_PNPM_NO_LOCKFILE|ERR_PNPM_BROKEN_LOCKFILE/.test(output)) {
    return new Failure(
      "pnpm-lock.yaml does not fit the package.json files. Take both from the same commit (git checkout pnpm-lock.yaml), or, after a change of dependencies, run: npm run relock",
      lastLines(output),
    );
  }
  if (/ENOSPC|No space left/i.test(output)) return new Failure(`The disk of ${root} is full. Make room, then start again.`);
  if (/EACCES|EPERM|EROFS|Permission denied/i.test(output)) {
    return new Failure(
      `Packages cannot be written: this user lacks a right in ${root} or in npm's folders (see above).`,
      lastLines(output),
    );
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ERR_PNPM_META_FETCH_FAIL|ENETUNREACH/.test(output)
  ) {
    return new Failure(
      "The npm registry cannot be reached. Check the network and npm's proxy settings, then start again.",
      lastLines(output),
    );
  }
  return new Failure("The packages could not be installed (see above).", lastLines(output));
}

/** @param {string} output */
const lastLines = (output) => output.trimEnd().split("\n").slice(-15).join("\n");
