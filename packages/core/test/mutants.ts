/** A fault put into the increment, or into what only it uses, on purpose: the text `from` of a source file becomes `to`. Every one must be found out. */
export interface Mutant {
  readonly what: string;
  readonly file: "advance.ts" | "merge-stretches.ts" | "policy.ts" | "actions.ts";
  readonly from: string;
  readonly to: string;
}

const advance = (what: string, from: string, to: string): Mutant => ({ what, file: "advance.ts", from, to });
const stretches = (what: string, from: string, to: string): Mutant => ({ what, file: "merge-stretches.ts", from, to });
const policy = (what: string, from: string, to: string): Mutant => ({ what, file: "policy.ts", from, to });
const actions = (what: string, from: string, to: string): Mutant => ({ what, file: "actions.ts", from, to });

export const MUTANTS: readonly Mutant[] = [
  advance(
    "a gap of exactly the threshold still joins",
    "start - end >= smallestThresholdMs",
    "start - end > smallestThresholdMs",
  ),
  advance("a gap is judged by the policy at its start alone", "Ms(rules.policies, end, start)", "Ms(rules.policies, end, end)"),
  advance("a gap is judged by the policy at its end alone", "Ms(rules.policies, end, start)", "Ms(rules.policies, start, start)"),
  advance(
    "a sitting reaches across a deleted stretch",
    "return !dead.some((gap) => gap.start >= end && gap.end <= start);",
    "return true;",
  ),
  advance(
    "a deleted stretch that begins at the sitting's end is no barrier",
    "gap.start >= end && gap.end",
    "gap.start > end && gap.end",
  ),
  advance("a deleted stretch that ends where evidence begins is no barrier", "gap.end <= start)", "gap.end < start)"),
  advance("the very end of a deleted stretch is dead too", "gap.start < at && at < gap.end", "gap.start < at && at <= gap.end"),
  advance("the first instant of a deleted stretch is alive", "at === gap.start || (gap.start < at", "(gap.start < at"),
  advance(
    "attention in a deleted stretch counts",
    "arriving.stretches.flatMap((stretch) => parts(stretch, nearby.dead))",
    "arriving.stretches",
  ),
  advance(
    "a deleted instant does not part attention that reaches over it",
    "if (gap.end <= part.start || gap.start >= part.end)",
    "if (gap.start === gap.end || gap.end <= part.start || gap.start >= part.end)",
  ),
  advance("the floor holds for pieces of a cut sitting", "durationMinutes: isWhole ?", "durationMinutes: true ?"),
  advance("minutes are rounded", "const wholeMinutes = Math.floor(", "const wholeMinutes = Math.round("),
  advance(
    "the floor is the one at the sitting's end",
    "policyAt(rules.policies, group.start).floorMinutes",
    "policyAt(rules.policies, group.end).floorMinutes",
  ),
  advance("the sitting's very end belongs to no piece", "(at < piece.end || (isLast && at === piece.end))", "at < piece.end"),
  advance(
    "an activity on a boundary belongs to the piece before it",
    "piece.start <= at && (at < piece.end || (isLast && at === piece.end))",
    "(piece.start < at || (index === 0 && piece.start === at)) && at <= piece.end",
  ),
  advance(
    "a boundary at the sitting's start cuts",
    "at > sitting.start && at < sitting.end",
    "at >= sitting.start && at < sitting.end",
  ),
  advance(
    "a boundary at the sitting's end cuts",
    "at > sitting.start && at < sitting.end",
    "at > sitting.start && at <= sitting.end",
  ),
  advance("cutting cannot be turned off", " && policyAt(rules.policies, at).splitAtTutorials", ""),
  advance(
    "whether to cut is decided by the policy at the sitting's start",
    "policyAt(rules.policies, at).splitAtTutorials",
    "policyAt(rules.policies, sitting.start).splitAtTutorials",
  ),
  advance("streams that do not cut, cut", "if (!window.cuts) continue;", ""),
  advance("only starts of tutorials cut", "for (const at of [window.start, window.end])", "for (const at of [window.start])"),
  advance(
    "what lay at the old end is counted in the old piece for ever",
    "addCounts(sumCounts(members), sumCounts(leaving), -1)",
    "sumCounts(members)",
  ),
  advance("what lay at the old end is lost from the new piece", "sumCounts([edge && nearby.edges.get(edge.id)])", "NONE"),
  advance(
    "what lay at the old end keeps its old session",
    "edgeOf: edge === undefined ? null : { id: edge.id, at: edge.end }",
    "edgeOf: null",
  ),
  advance("attention seen twice counts twice", "subtract(union(stretches), union(nearby.stretches))", "union(stretches)"),
  advance(
    "a joined session keeps only its first part's attention",
    "members.reduce((total, member) => total + member.activeMs, lengthWithin(fresh, piece))",
    "(members[0]?.activeMs ?? 0) + lengthWithin(fresh, piece)",
  ),
  advance(
    "a joined session leaves the row of its second part behind",
    "absorbed: absorbed.map((member) => member.id)",
    "absorbed: []",
  ),
  advance(
    "marking reaches back into a deleted stretch",
    "for (const gap of dead) if (gap.end <= sitting.start) from = later(from, gap.end);",
    "",
  ),
  advance("marking never reaches back", "return from < sitting.start ? from : sitting.start;", "return sitting.start;"),
  advance("the very end of a tutorial is during it", "piece.start < window.end)", "piece.start <= window.end)"),
  advance("the very start of a tutorial is not during it", "piece.start >= window.start", "piece.start > window.start"),
  advance(
    "a short item within a long one shortens the sitting",
    "end: later(last.end, next.end),\n        rows",
    "end: next.end,\n        rows",
  ),
  advance("too little is known around the evidence", "LONGEST_THRESHOLD_MS + LONGEST_FLOOR_MS", "LONGEST_FLOOR_MS / 2"),
  stretches(
    "stretches that touch stay two",
    "next.start < last.end || (next.start === last.end && !deadInstants.has(next.start))",
    "next.start < last.end",
  ),
  stretches("stretches that touch at a deleted instant become one", " && !deadInstants.has(next.start)", ""),
  stretches("reading and typing are one", '`${stretch.taskId ?? ""}/${stretch.kind}`', '`${stretch.taskId ?? ""}`'),
  stretches("attention on one task is attention on another", '`${stretch.taskId ?? ""}/${stretch.kind}`', "`${stretch.kind}`"),
  policy("a change of policy holds only after its instant", "policy.effectiveAt > at) break", "policy.effectiveAt >= at) break"),
  policy("a change at the very end of a gap does not judge it", "policy.effectiveAt <= to", "policy.effectiveAt < to"),
  policy("a gap is judged by the greatest threshold in it", "return Math.min(policyAt", "return Math.max(policyAt"),
  policy(
    "a gap ignores the threshold with which it begins",
    "Math.min(policyAt(policies, from).thresholdMinutes, ...",
    "Math.min(60, ...",
  ),
  actions("saving the same status again is an assessment", '"assessing" && activity.statusChanged ?', '"assessing" ?'),
  actions(
    "a comment that is read counts as one added",
    'commentsAdded: activity.action === "add-comment"',
    'commentsAdded: activity.action === "get-comments"',
  ),
];
