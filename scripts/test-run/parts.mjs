import { existsSync } from "node:fs";
import { buildApp } from "../lib/build.mjs";
import { checkSteps } from "../lib/check-steps.mjs";
import { inRoot } from "../lib/project.mjs";
import { findOlderPostgres, withOlderPostgres } from "./older-postgres.mjs";
import { countOnce, runCounting, runPlaywright, runVitest } from "./suites.mjs";

/** @typedef {import("./part.mjs").Part} Part */

/** Local days begin at other instants in each; the last two have daylight saving on opposite sides of the year's turn. */
const ZONES = ["UTC", "Australia/Melbourne", "America/Santiago"];

/** Tests that know no zone and take long: once is enough. */
const IN_ONE_ZONE = ["--exclude", "**/mutants.test.ts", "--exclude", "**/package.test.ts"];

/** Packages whose tests need no database: the rules, the client, the screens' own calculations. */
const PURE = ["packages/core", "packages/client", "apps/admin"];

/** Packages whose tests run on a real PostgreSQL. */
const WITH_DATABASE = ["packages/db", "apps/server", "apps/cli", "packages/api"];

/** Has more of them than all others together, so that it is run in halves. */
const LARGEST = "packages/db";

/** Makes the data of the benchmark for the plans of statements: with a server of its own. */
const PLANS = "bench";

const CASES = "conformance/cases.json";

/**
 * Everything that a run consists of, what should begin first in front.
 * @param {string} reports folder for the suites' reports @param {Promise<string>} browser
 * @returns {Part[]}
 */
export function allParts(reports, browser) {
  return [
    build("cli"),
    routesThenScreens(),
    build("server"),
    ...checks(),
    ...databaseTests(reports),
    conformance(),
    // Beside what yields to them, and not before what does not.
    browserTests(reports, browser),
    ...unitTests(reports),
  ];
}

/** What only a long run has time for. @param {string} reports @returns {Part[]} */
export function longParts(reports) {
  const older = findOlderPostgres();
  return [
    ...(older ? WITH_DATABASE.map((folder) => onOlderPostgres(folder, older, reports)) : []),
    {
      group: "start",
      name: "npm start in many situations",
      run: (signal) => runCounting([inRoot("scripts/test-start.mjs")], signal),
    },
  ];
}

/** @param {string} folder @param {{ major: number, bin: string }} older @param {string} reports @returns {Part} */
function onOlderPostgres(folder, { major, bin }, reports) {
  const label = `${folder} on PostgreSQL ${major}`;
  return {
    group: "database",
    name: `tests of ${label}`,
    run: (signal) =>
      withOlderPostgres(bin, (url) => runVitest(folder, { reports, label, env: { TEST_DATABASE_URL: url }, signal })),
  };
}

/** @param {import("../lib/build.mjs").App} app @param {string[]} [after] @returns {Part} */
function build(app, after = []) {
  return {
    group: "build",
    name: `build of ${app}`,
    after,
    async run(signal) {
      await buildApp(app, signal);
      return { passed: 1, failed: 0, output: "" };
    },
  };
}

/** Both the types and the build of the screens write Next.js's folder, so they take turns. */
function routesThenScreens() {
  return build("admin", ["types of apps/admin"]);
}

/** @returns {Part[]} */
function checks() {
  const steps = checkSteps().toSorted((a, b) => Number(b.name.includes("admin")) - Number(a.name.includes("admin")));
  return steps.map(({ name, run }) => ({ group: "check", name, run: (signal) => countOnce(() => run(signal)) }));
}

/** @param {string} reports @param {Promise<string>} browser @returns {Part} */
function browserTests(reports, browser) {
  return {
    group: "browser",
    name: "browser tests",
    after: ["build of server", "build of admin"],
    run: async (signal) => runPlaywright({ reports, browser: await browser, signal }),
  };
}

/** @param {string} reports @returns {Part[]} */
function databaseTests(reports) {
  return WITH_DATABASE.flatMap((folder) =>
    folder === LARGEST
      ? ["1/2", "2/2"].map((half) => suite("database", folder, `${folder}, ${half}`, reports, { args: [`--shard=${half}`] }))
      : [suite("database", folder, folder, reports)],
  ).concat(suite("database", PLANS, PLANS, reports));
}

/** @param {string} reports @returns {Part[]} */
function unitTests(reports) {
  const inZones = ZONES.flatMap((zone, index) =>
    PURE.map((folder) =>
      suite("unit", folder, `${folder} in ${zone}`, reports, { env: { TZ: zone }, args: index === 0 ? [] : IN_ONE_ZONE }),
    ),
  );
  return [...inZones, scriptTests(reports)];
}

/**
 * @param {import("./part.mjs").Group} group @param {string} folder @param {string} name @param {string} reports
 * @param {{ env?: Record<string, string>, args?: string[] }} [options]
 * @returns {Part}
 */
function suite(group, folder, name, reports, options = {}) {
  return { group, name: `tests of ${name}`, run: (signal) => runVitest(folder, { reports, label: name, signal, ...options }) };
}

/** @param {string} reports @returns {Part} */
function scriptTests(reports) {
  const args = ["--dir", "scripts"];
  return {
    group: "unit",
    name: "tests of scripts",
    run: (signal) => runVitest(".", { reports, label: "scripts", args, signal }),
  };
}

/** @returns {Part} */
function conformance() {
  return {
    group: "conformance",
    name: "conformance cases",
    after: ["build of cli"],
    async run(signal) {
      if (!existsSync(inRoot(CASES))) throw new Error(`${CASES} is missing.`);
      return runCounting([inRoot("apps/cli/dist/main.js"), "conformance", inRoot(CASES)], signal);
    },
  };
}
