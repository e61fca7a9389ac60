import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { generateClient } from "../lib/build.mjs";
import { explain } from "../lib/failure.mjs";
import { findBrowser } from "../lib/find-browser.mjs";
import { installPackages } from "../lib/install.mjs";
import { formatSeconds } from "../lib/progress.mjs";
import { inRoot } from "../lib/project.mjs";
import { killCommands } from "../lib/run-command.mjs";
import { findLeftovers, RUN_VARIABLE } from "./leftovers.mjs";
import { failure, runParts } from "./part.mjs";
import { allParts, longParts } from "./parts.mjs";
import { describeFailures, describePart, describeTimes } from "./summary.mjs";

const LANES = 2;

/** How much more the suites that search or race do in a long run; what is set already stays. */
const LONG = {
  PROPERTY_RUNS: "10000",
  WORLD_RUNS: "300",
  RACE_PROCESSES: "12",
  RACE_EVENTS: "1500",
  RACE_KILLS: "120",
  RACE_CUTS: "80",
  FUZZ_REQUESTS: "200000",
  FUZZ_PAGE_REQUESTS: "20000",
};

/**
 * Installs what is missing, then runs everything there is to run, or the groups named (`unit`, `database`, …); with
 * `--long` the long variants, too. The last line is `N passed, N failed` over all suites, and the exit code says the same.
 * @param {string[]} args
 */
export async function main(args) {
  const groups = args.filter((word) => word !== "--long");
  const long = args.includes("--long");
  if (long) Object.assign(process.env, { ...LONG, ...process.env });
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => ending.abort());
  const mark = randomUUID();
  const folder = mkdtempSync(join(tmpdir(), "tutor-times-run-"));
  // As root, some of what is started works as another user, and needs a place for its files as well.
  if (process.getuid?.() === 0) chmodSync(folder, 0o1777);
  process.env[RUN_VARIABLE] = mark;
  process.env.TMPDIR = folder;
  process.on("exit", () => cleanUp(mark, folder));

  const began = performance.now();
  const done = await runAll(groups, long, folder, ending.signal).catch((error) => {
    console.error(explain(error));
    return [crashed("the run itself")];
  });
  if (ending.signal.aborted) done.push(crashed("stopped before its end"));
  done.push(await nothingLeft(mark, folder));
  const passed = done.reduce((sum, part) => sum + part.passed, 0);
  const failed = done.reduce((sum, part) => sum + part.failed, 0);
  if (failed === 0) rmSync(inRoot("test-results"), { recursive: true, force: true });
  console.log(describeFailures(done));
  console.log(`\n${describeTimes(done, (performance.now() - began) / 1000)}\n\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** @param {string[]} groups @param {boolean} long @param {string} folder @param {AbortSignal} signal */
async function runAll(groups, long, folder, signal) {
  await timed("packages installed", () => installPackages(signal));
  await timed("database client generated", () => generateClient(signal));
  const wanted = (/** @type {string} */ group) => groups.length === 0 || groups.includes(group);
  const browser = wanted("browser") ? findBrowser(signal) : Promise.resolve("");
  // Who waits for it hears of its failure.
  browser.catch(() => {});
  const all = [...allParts(folder, browser), ...(long ? longParts(folder) : [])];
  const asked = all.filter(({ group }) => wanted(group));
  if (asked.length === 0) return [crashed(`no such part: ${groups.join(", ")}`)];
  const parts = all.filter((part) => asked.includes(part) || asked.some(({ after }) => after?.includes(part.name)));
  return runParts(parts, LANES, signal, (part) => console.log(describePart(part)));
}

/** @param {string} what @param {() => Promise<boolean>} work */
async function timed(what, work) {
  const began = performance.now();
  if (await work()) console.log(`✓ ${what}  ${formatSeconds((performance.now() - began) / 1000)}`);
}

/** @param {string} name @returns {import("./part.mjs").DonePart} */
function crashed(name) {
  return { group: "check", name, began: 0, seconds: 0, run: async () => failure(""), ...failure("") };
}

/** A run that leaves processes behind has failed. @param {string} mark @param {string} folder @returns {Promise<import("./part.mjs").DonePart>} */
async function nothingLeft(mark, folder) {
  // What was told to end a moment ago may still be about it.
  for (let tries = 0; tries < 30 && findLeftovers(mark, folder).length > 0; tries++) await wait(100);
  const left = findLeftovers(mark, folder);
  const counts =
    left.length === 0
      ? { passed: 1, failed: 0, output: "" }
      : failure(left.map(({ pid, command }) => `${pid} ${command}`).join("\n"));
  return { group: "check", name: "no process left behind", began: 0, seconds: 0, run: async () => counts, ...counts };
}

/** Whatever happened before: no process and no file stays. @param {string} mark @param {string} folder */
function cleanUp(mark, folder) {
  killCommands();
  for (const { pid } of findLeftovers(mark, folder)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
