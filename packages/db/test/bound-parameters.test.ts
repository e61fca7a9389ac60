import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SOURCES = fileURLToPath(new URL("../src/", import.meta.url));

/** What takes nothing from outside: how a database is made, tested, and filled with a demo. */
const APART = /^(generated|testing|embedded|migrate|demo)\//;

/**
 * What stands within statements beside constants in capitals, and where from: all of it is chosen from texts that are
 * written out in the source. Whatever comes from a request is bound as `$1`.
 */
const COMPOSED: Record<string, readonly string[]> = {
  "viewers.ts": ["now", 'viewerColumns("$2")'],
  "signed-in.ts": ['viewerColumns("k.now")'],
  "database.ts": ["Math.trunc(options.statementTimeoutMs ?? 30_000)"],
  "acts/targets.ts": ["lock"],
  "tracker/write-rows.ts": ['COLUMNS.join(", ")'],
  "sessions/show-session.ts": ["condition", "order"],
  "sessions/browse-sessions.ts": ['reachingSessions("$4", "$5")', 'attentionUntil("s")', "order"],
  "reports/attention-until.ts": ["s", "attentionUntil(s)", "table"],
  "reports/awaiting-feedback.ts": ['isFeedback("a")', "statuses", 'awaitingInUnit("$2")'],
  "reports/unit-report.ts": ['awaitingInUnit("$4")'],
  "reports/turnaround.ts": ['reachingSessions("$2", "$3")', 'isFeedback("a")', 'isFeedback("b")'],
  "reports/hour-map.ts": ['reachingSessions("$2", "$3")'],
  "reports/spreads.ts": ["lengths", "from", "fewest"],
  "reports/lengths.ts": ["by"],
  "reports/assessments-per-group.ts": ["GROUPS[grouping]"],
  "reports/figures-per-day.ts": ['reachingSessions("$7", "$8")', 'attentionOf("others o WHERE o.active_ms > 0", "o")'],
  "reports/observed-assessments.ts": [
    "from",
    "to",
    "reachingSessions(from, to)",
    "recently",
    "areFew ? oneByOne(from, to, recently) : inSets(from, to)",
  ],
  "settled/select-settled.ts": ["part"],
  "settled/settle-days.ts": ["observedAssessments(within, RANGE)"],
  "reports/where-time-went.ts": ["GROUPINGS[grouping]", 'reachingSessions("$6", "$7")', 'attentionOf("visible v", "v")'],
  "reports/spent-on.ts": ["COLUMNS[by]", "of", "named(by, TIME)", 'named(by, "(SELECT user_id, task_id, ms FROM observed)")'],
};

const WORDS = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|WHERE|ORDER BY|SET|VALUES|JOIN)\b/;

/** Sources by their path, without what stands apart. */
const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !APART.test(path))
  .map((path) => ({ path, text: readFileSync(SOURCES + path, "utf8") }));

/** What is put into the statements of a source, but for tagged ones, whose values Prisma binds. */
function putIntoStatements(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(\w*)(?:<[^`;]*>)?`((?:\\.|\$\{[^`]*?\}|[^`\\])*)`/g)) {
    const [, tag = "", statement = ""] = match;
    if (tag.endsWith("Raw") || !WORDS.test(statement)) continue;
    found.push(...[...statement.matchAll(/\$\{([^}]*)\}/g)].map(([, expression = ""]) => expression));
  }
  return found.filter((expression) => !/^[A-Z][A-Z_0-9]*$/.test(expression));
}

test("nothing is put into a statement but what this list names", () => {
  expect(sources.length).toBeGreaterThan(50);
  const found = sources.flatMap(({ path, text }) => {
    // The words of an error are no statement, though they may say SELECT.
    if (path === "connection-problem.ts") return [];
    return putIntoStatements(text).flatMap((expression) =>
      (COMPOSED[path] ?? []).includes(expression) ? [] : [`${path}: ${expression}`],
    );
  });
  expect(found).toEqual([]);
});

test("the list names nothing that is gone", () => {
  const gone = Object.entries(COMPOSED).flatMap(([path, expressions]) => {
    const there = putIntoStatements(sources.find((source) => source.path === path)?.text ?? "");
    return expressions.filter((expression) => !there.includes(expression)).map((expression) => `${path}: ${expression}`);
  });
  expect(gone).toEqual([]);
});

test("no statement is glued together, or handed to Prisma as plain text", () => {
  const glued = sources.filter(
    ({ text }) => /(query|Raw)\w*(<[^>]*>)?\(\s*["'`][^"'`]*["'`]\s*\+/.test(text) || /RawUnsafe|Prisma\.raw\b/.test(text),
  );
  expect(glued.map(({ path }) => path)).toEqual([]);
});

test("a value that is put into a statement is found", () => {
  expect(putIntoStatements("client.query(`SELECT * FROM users WHERE name = '${name}'`)")).toEqual(["name"]);
  expect(putIntoStatements("db.prisma.$queryRaw`SELECT * FROM users WHERE name = ${name}`")).toEqual([]);
  expect(putIntoStatements("client.query(`SELECT ${COLUMNS} FROM users`)")).toEqual([]);
});
