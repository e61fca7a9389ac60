import { existsSync } from "node:fs";
import { inRoot, installedCommand, packageFolders } from "./project.mjs";
import { runCommand } from "./run-command.mjs";

/** @typedef {{ name: string, run: (signal?: AbortSignal) => Promise<import("./run-command.mjs").Outcome> }} CheckStep */

/** All that a change must satisfy before its tests are worth running. Independent of one another. */
export function checkSteps() {
  /** @type {CheckStep[]} */
  const steps = [
    step("dead code", "knip", ["--no-progress"]),
    step("lint", "oxlint", ["--type-aware", "--deny-warnings"]),
    step("format", "oxfmt", ["--check", "."]),
    ...packageFolders()
      .filter((folder) => existsSync(inRoot(folder, "tsconfig.json")))
      .map(typesOf),
    step("types of scripts", "tsc", ["--noEmit", "-p", "scripts"]),
  ];
  return steps;
}

/** @param {string} folder @returns {CheckStep} */
function typesOf(folder) {
  const check = step(`types of ${folder}`, "tsc", ["--noEmit", "-p", folder]);
  if (folder !== "apps/admin") return check;
  return {
    ...check,
    // The types of routes are written by Next.js itself.
    async run(signal) {
      const command = inRoot(folder, "node_modules/.bin/next");
      const routes = await runCommand({ command, args: ["typegen"], cwd: inRoot(folder), ...(signal ? { signal } : {}) });
      if (!routes.ok) return routes;
      const types = await check.run(signal);
      return { ...types, seconds: routes.seconds + types.seconds };
    },
  };
}

/** @param {string} name @param {string} command @param {string[]} args @returns {CheckStep} */
function step(name, command, args) {
  return { name, run: (signal) => runCommand({ command: installedCommand(command), args, ...(signal ? { signal } : {}) }) };
}
