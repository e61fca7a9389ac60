// pnpm audit:packages: known weaknesses of what is installed, held against the written list of accepted ones.
import { readFileSync } from "node:fs";
import { pinnedPnpm, inRoot } from "./lib/project.mjs";
import { runCommand } from "./lib/run-command.mjs";
import { findingsIn, judge } from "./supply-chain/findings.mjs";

const LIST = "scripts/supply-chain/accepted-findings.json";

const { output } = await runCommand({
  command: "npm",
  args: ["exec", "--yes", `--package=${pinnedPnpm()}`, "--", "pnpm", "audit", "--json"],
});
const findings = findingsIn(output);
if (findings === null) {
  console.error(`Nothing was checked: the registry did not tell its advisories.\n\n${output.trim()}`);
  process.exit(2);
}
const { open, stale } = judge(findings, JSON.parse(readFileSync(inRoot(LIST), "utf8")), new Date().toISOString().slice(0, 10));
for (const { severity, package: name, title, id, url } of open) console.log(`${severity}  ${name}: ${title}\n  ${id} ${url}`);
for (const { id, package: name } of stale) console.log(`${id} (${name}) in ${LIST} is over, or is found no more: take it out.`);
console.log(`${findings.length} known weaknesses, ${open.length} of them not accepted in ${LIST}.`);
process.exitCode = open.length + stale.length === 0 ? 0 : 1;
