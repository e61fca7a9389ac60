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

/** Time of each group beside its budget: while at least one of its parts ran. @param {DonePart[]} parts @param {number} seconds of the whole run */
export function describeTimes(parts, seconds) {
  const groups = Object.entries(BUDGETS).flatMap(([group, minutes]) => {
    const own = parts.filter((part) => part.group === group);
    return own.length > 0 ? [budgetLine(group, secondsOfAny(own), minutes)] : [];
  });
  return [...groups, budgetLine("everything", seconds, WHOLE_BUDGET)].join("\n");
}

/** @param {DonePart[]} parts */
function secondsOfAny(parts) {
  let [seconds, until] = [0, 0];
  for (const part of parts.toSorted((a, b) => a.began - b.began)) {
    const [start, end] = [part.began / 1000, part.began / 1000 + part.seconds];
    seconds += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return seconds;
}

/** @param {string} name @param {number} seconds @param {number} minutes */
function budgetLine(name, seconds, minutes) {
  const over = seconds > minutes * 60 ? "  over its budget" : "";
  return `${name.padEnd(12)} ${formatSeconds(seconds).padStart(12)} of ${minutes} min${over}`;
}

/** @param {string} output */
const lastLines = (output) => output.trimEnd().split("\n").slice(-200).join("\n");
