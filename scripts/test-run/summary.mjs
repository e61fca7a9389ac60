import { formatSeconds } from "../lib/progress.mjs";

/** @typedef {import("./part.mjs").DonePart} DonePart */

/** Minutes that each group may take on two cores. @type {Record<import("./part.mjs").Group, number>} */
const BUDGETS = { check: 1, build: 3, unit: 3, database: 6, conformance: 2, browser: 12, start: 20 };
const WHOLE_BUDGET = 30;

/** One line for a part that has ended. @param {DonePart} part */
export function describePart({ name, passed, failed, seconds }) {
  const counts = failed > 0 ? `${failed} failed, ${passed} passed` : `${passed} passed`;
  return `${failed > 0 ? "✗" : "✓"} ${name.padEnd(44)} ${counts.padStart(12)}  ${formatSeconds(seconds).padStart(10)}`;
}

/** What the parts that failed had to say. @param {DonePart[]} parts */
export function describeFailures(parts) {
  return parts
    .filter(({ failed }) => failed > 0)
    .map(({ name, output }) => `\n── ${name} ──\n${lastLines(output)}`)
    .join("\n");
}

/** Time of each group beside its budget. The parts of a group may have run side by side. @param {DonePart[]} parts @param {number} seconds of the whole run */
export function describeTimes(parts, seconds) {
  const groups = Object.entries(BUDGETS).flatMap(([group, minutes]) => {
    const own = parts.filter((part) => part.group === group);
    const used = own.reduce((sum, part) => sum + part.seconds, 0);
    return own.length > 0 ? [budgetLine(group, used, minutes)] : [];
  });
  return [...groups, budgetLine("everything", seconds, WHOLE_BUDGET)].join("\n");
}

/** @param {string} name @param {number} seconds @param {number} minutes */
function budgetLine(name, seconds, minutes) {
  const over = seconds > minutes * 60 ? "  over its budget" : "";
  return `${name.padEnd(12)} ${formatSeconds(seconds).padStart(12)} of ${minutes} min${over}`;
}

/** @param {string} output */
const lastLines = (output) => output.trimEnd().split("\n").slice(-200).join("\n");
