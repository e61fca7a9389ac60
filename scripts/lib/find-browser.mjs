import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure } from "./failure.mjs";
import { inRoot, stampsFolder } from "./project.mjs";
import { runCommand } from "./run-command.mjs";

/** Draws no window, and takes a quarter less of a processor's time. */
const WITHOUT_WINDOWS = "/usr/bin/chromium-headless-shell";
const WITH_WINDOWS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];
const INSTALLED = [WITHOUT_WINDOWS, ...WITH_WINDOWS];
/** Debian's packages; older releases lack the second. */
const FROM_DEBIAN = ["chromium", "chromium-headless-shell"];
const FROM_NPM = "@sparticuz/chromium@138.0.2";

/**
 * The path of a Chromium for the browser tests. Looks for, in this order: CHROMIUM_PATH; one that is installed;
 * Playwright's own download; Debian's package, if this is root; the one that an npm package carries. Throws a `Failure`
 * that says how to get one.
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>}
 */
export async function findBrowser(signal) {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Failure(`CHROMIUM_PATH is ${given}, and there is no such file.`);
  }
  for (const look of [installed, fromPlaywright, fromDebian, fromNpm]) {
    const found = await look(signal);
    if (found && (await starts(found, signal))) return found;
  }
  throw new Failure(
    "No Chromium was found, and none could be fetched. Install one (on Debian: apt-get install chromium), or name it: CHROMIUM_PATH=/path/to/chromium npm test",
  );
}

/**
 * For what browsers without windows lack, such as the back/forward cache: one with windows instead of `path`, if that is installed.
 * @param {string} path what `findBrowser` found @returns {string}
 */
export function browserWithWindows(path) {
  if (path !== WITHOUT_WINDOWS) return path;
  return WITH_WINDOWS.find((other) => existsSync(other)) ?? path;
}

/** @returns {string | undefined} */
function installed() {
  return INSTALLED.find((path) => existsSync(path));
}

/** @param {AbortSignal} [signal] */
async function fromPlaywright(signal) {
  const playwright = inRoot("e2e/node_modules/.bin/playwright");
  const fetched = await run(playwright, ["install", "chromium-headless-shell"], signal);
  if (!fetched.ok) return undefined;
  const { output } = await run(playwright, ["install", "--dry-run", "chromium-headless-shell"], signal);
  const folder = /Install location:\s+(\S.*chromium_headless_shell\S*)/.exec(output)?.[1];
  if (!folder) return undefined;
  return ["chrome-headless-shell-linux64/chrome-headless-shell", "chrome-linux/headless_shell", "chrome-mac/headless_shell"]
    .map((path) => join(folder, path))
    .find((path) => existsSync(path));
}

/** @param {AbortSignal} [signal] */
async function fromDebian(signal) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  await run("apt-get", ["update", "-qq"], signal);
  // One by one: a name that Debian does not know would keep the other out.
  for (const name of FROM_DEBIAN) await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], signal);
  return installed();
}

/** @param {AbortSignal} [signal] */
async function fromNpm(signal) {
  const folder = join(stampsFolder, "browser");
  await run("npm", ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", FROM_NPM], signal);
  const entry = join(folder, "node_modules/@sparticuz/chromium/build/esm/index.js");
  if (!existsSync(entry)) return undefined;
  const print = `import(${JSON.stringify(pathToFileURL(entry).href)}).then((m) => m.default.executablePath()).then((p) => console.log(p))`;
  const { ok, output } = await run(process.execPath, ["-e", print], signal);
  return ok ? output.trim().split("\n").at(-1) : undefined;
}

/** A browser whose libraries are missing does not count. @param {string} path @param {AbortSignal} [signal] */
async function starts(path, signal) {
  const { ok } = await run(path, ["--version"], signal);
  return ok;
}

/** @param {string} command @param {string[]} args @param {AbortSignal} [signal] */
function run(command, args, signal) {
  return runCommand({ command, args, env: { DEBIAN_FRONTEND: "noninteractive" }, ...(signal ? { signal } : {}) });
}
