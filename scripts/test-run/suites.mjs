import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../lib/project.mjs";
import { runCommand } from "../lib/run-command.mjs";
import { failure } from "./part.mjs";

/** @typedef {import("./part.mjs").Counts} Counts */

/**
 * Runs the vitest suite of a package and counts its tests. A file that does not load counts as a failure, and so does a
 * suite without tests.
 * @param {string} folder of the package
 * @param {{ reports: string, label: string, env?: Record<string, string>, args?: string[], signal: AbortSignal }} options
 * @returns {Promise<Counts>}
 */
export async function runVitest(folder, { reports, label, env = {}, args = [], signal }) {
  const report = join(reports, `${label.replaceAll(/\W+/g, "-")}.json`);
  const command = inRoot(folder, "node_modules/.bin/vitest");
  const { ok, output } = await runCommand({
    command: existsSync(command) ? command : inRoot("node_modules/.bin/vitest"),
    args: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args],
    cwd: inRoot(folder),
    env: { NO_COLOR: "1", ...env },
    signal,
    yielding: true,
  });
  const { numPassedTests, numFailedTests } = readReport(report, { numPassedTests: 0, numFailedTests: 0 });
  return judge(ok, numPassedTests, numFailedTests, output);
}

/**
 * Runs the browser tests against the built app. They alone watch a clock, that of a person who waits for a page; so what
 * runs beside them yields to them.
 * @param {{ reports: string, browser: string, signal: AbortSignal }} options
 * @returns {Promise<Counts>}
 */
export async function runPlaywright({ reports, browser, signal }) {
  const report = join(reports, "browser.json");
  const { ok, output } = await runCommand({
    command: inRoot("e2e/node_modules/.bin/playwright"),
    args: ["test", "--reporter=list,json", `--output=${inRoot("test-results")}`],
    cwd: inRoot("e2e"),
    env: {
      NO_COLOR: "1",
      FORCE_COLOR: undefined,
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
    signal,
  });
  const { stats } = readReport(report, { stats: { expected: 0, unexpected: 0, flaky: 0 } });
  return judge(ok, stats.expected, stats.unexpected + stats.flaky, output);
}

/**
 * Runs a program whose last line is `N passed, N failed`.
 * @param {string[]} args of Node.js @param {AbortSignal} signal
 * @returns {Promise<Counts>}
 */
export async function runCounting(args, signal) {
  const { ok, output } = await runCommand({ command: process.execPath, args, signal, yielding: true });
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
  return judge(ok, Number(passed ?? 0), Number(failed ?? 0), output);
}

/**
 * A step that passes or fails as a whole.
 * @param {() => Promise<import("../lib/run-command.mjs").Outcome>} run
 * @returns {Promise<Counts>}
 */
export async function countOnce(run) {
  const { ok, output } = await run();
  return ok ? { passed: 1, failed: 0, output } : failure(output);
}

/** @param {boolean} ok @param {number} passed @param {number} failed @param {string} output @returns {Counts} */
function judge(ok, passed, failed, output) {
  if (passed + failed === 0) return failure(`${output}\nNo test was run.`);
  return { passed, failed: ok ? failed : Math.max(1, failed), output };
}

/**
 * @template Report
 * @param {string} path @param {Report} nothing what to take if the suite left no report
 * @returns {Report}
 */
function readReport(path, nothing) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : nothing;
}
