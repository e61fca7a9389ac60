import type { ProjectId, TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, parseInstant } from "@tutor-times/core/instant";
import { addDays, type LocalDate } from "@tutor-times/core/local-date";
import type { Scope } from "@tutor-times/core/viewer";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Caller } from "../src/acts/act";
import { assessTask } from "../src/acts/assess-task";
import { listComments } from "../src/acts/comments";
import { issueToken } from "../src/access-tokens";
import { rowsInBatches } from "../src/batches";
import { awaitingFeedback } from "../src/reports/awaiting-feedback";
import { unitReport } from "../src/reports/unit-report";
import { settleDays } from "../src/settled/settle-days";
import { findSignedIn } from "../src/signed-in";
import { findTask } from "../src/tasks";
import { everydayActs, everydayReports, type Everyday } from "../src/testing/everyday-questions";
import { recordStatements } from "../src/testing/record-statements";
import { tablesReadInFull } from "../src/testing/tables-read-in-full";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

// A unit with enough of everything that a plan which reads a whole table shows: 20 tutors, 20,000 sessions over 200 days.

const NOW = parseInstant("2025-10-08T05:00:00.000Z");
const UNIT = 1 as UnitId;
const TUTOR = 1 as UserId;
const CONVENOR = 900 as UserId;
const TASK = { projectId: 1 as ProjectId, taskDefinitionId: 1 as TaskDefinitionId };

const WORLD = `
  INSERT INTO users (id, username, email, first_name, last_name, system_role)
    SELECT id, 'u' || id, 'u' || id || '@example.edu', 'U', id::text, 'tutor' FROM generate_series(1, 1000) AS id;
  INSERT INTO units (id, code, name, timezone, start_date, end_date) VALUES (1, 'U1', 'Unit', 'UTC', '2025-01-01', '2025-12-31');
  INSERT INTO unit_policies (unit_id, effective_at) VALUES (1, '1970-01-01Z');
  INSERT INTO unit_roles (user_id, unit_id, role) SELECT id, 1, 'tutor' FROM generate_series(1, 20) AS id UNION ALL SELECT 900, 1, 'convenor';
  INSERT INTO projects (id, user_id, unit_id) SELECT id, id, 1 FROM generate_series(1, 1000) AS id;
  INSERT INTO task_definitions (id, unit_id, abbreviation, name) SELECT d, 1, d || 'P', 'Task' FROM generate_series(1, 10) AS d;
  INSERT INTO tasks (id, project_id, task_definition_id) SELECT (p - 1) * 10 + d, p, d FROM generate_series(1, 1000) AS p, generate_series(1, 10) AS d;
  INSERT INTO marking_sessions (id, user_id, unit_id, ip_address, start_time, end_time, during_tutorial, counted_from, active_ms, activities, assessments)
    SELECT i * 20 + t, t, 1, '10.0.0.' || t, at, at + interval '30 minutes', false, at, 600000, 5, 5
    FROM generate_series(0, 999) AS i, generate_series(1, 20) AS t, LATERAL (SELECT timestamptz '2025-03-22Z' + i * interval '288 minutes' AS at) AS placed;
  INSERT INTO session_activities (marking_session_id, action, project_id, task_id, task_definition_id, status_changed, created_at, updated_at)
    SELECT s.id, 'assessing', 1 + (s.id + k) % 1000, ((s.id + k) % 1000) * 10 + 1, 1, true, s.start_time + k * interval '7 minutes', s.end_time
    FROM marking_sessions s, generate_series(0, 4) AS k;
  INSERT INTO attention_stretches (user_id, unit_id, ip_address, task_id, kind, start_time, end_time)
    SELECT s.user_id, 1, s.ip_address, ((s.id + k) % 1000) * 10 + 1, 'reading', s.start_time + k * interval '7 minutes', s.start_time + k * interval '7 minutes' + interval '5 minutes'
    FROM marking_sessions s, generate_series(0, 1) AS k;
  SELECT setval('users_id_seq', 1000), setval('units_id_seq', 1), setval('tasks_id_seq', 10000), setval('marking_sessions_id_seq', 30000)`;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  const client = await db.pool.connect();
  await client.query("SELECT ensure_month_partitions('2025-03-01', '2025-10-31')");
  // The rows are right by the way they are made: their references need not be looked up one by one.
  await client.query("SET session_replication_role = replica");
  await client.query(WORLD);
  await client.query("RESET session_replication_role");
  await client.query("ANALYZE");
  client.release();
});
afterAll(() => db.drop());

const scope: Scope = { userId: TUTOR, isAdmin: false, convenes: [], tutors: [UNIT], taught: [], studies: [] };
const convenor: Scope = { ...scope, userId: CONVENOR, convenes: [UNIT], tutors: [] };
const caller: Caller = { scope, now: NOW, ipAddress: "10.0.0.1" };
const TO = "2025-10-07" as LocalDate;

const assess = () => assessTask(db, caller, { ...TASK, trigger: "complete" });

const week: Everyday = {
  unitId: UNIT,
  tutor: scope,
  convenor,
  target: TASK,
  studentId: TUTOR,
  from: addDays(TO, -6),
  to: TO,
  timezone: "UTC",
  now: NOW,
};

/** What the plans of `questions` read in full, by question; those that read nothing in full are left out. */
async function readInFullBy(questions: ReturnType<typeof everydayReports>): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [question, ask] of Object.entries(questions)) {
    const tables = await tablesReadInFull(db, ask);
    if (tables.length > 0) found[question] = tables;
  }
  return found;
}

test("no act of a tutor looks at more than what lies near", async () => {
  expect(await readInFullBy(everydayActs(db, week))).toEqual({});
});

test("no report of a week reads all sessions, activities or attention that there are", async () => {
  expect(await readInFullBy(everydayReports(db, week))).toEqual({});
});

async function readAll(batches: AsyncIterable<unknown>): Promise<void> {
  for await (const _batch of batches);
}

test("a plan that reads a whole table is noticed, of a prepared statement, of a streamed one and within a function as well", async () => {
  const all = "SELECT sum(active_ms) FROM marking_sessions WHERE active_ms > $1";
  await db.pool.query(`CREATE FUNCTION longer_than(ms bigint) RETURNS TABLE (total numeric) LANGUAGE plpgsql STABLE AS $$
    BEGIN RETURN QUERY ${all.replace("$1", "longer_than.ms")}; END $$`);
  for (const ask of [
    () => db.pool.query(all, [0]),
    () => db.pipelined.query({ name: "all-sessions", text: all, values: [0] }),
    () => readAll(rowsInBatches(db, { text: all, values: [0] })),
    () => db.pool.query("SELECT * FROM longer_than($1)", [0]),
  ]) {
    expect(await tablesReadInFull(db, ask)).toEqual(["marking_sessions"]);
  }
  await db.pool.query("DROP FUNCTION longer_than");
});

test("what awaits feedback is found without reading all tasks that there are", async () => {
  const rangeIn = (timezone: string) => ({ from: TO, to: TO, timezone });
  const report = () => unitReport(db, convenor, { unitId: UNIT, rangeIn, now: NOW });
  expect(await tablesReadInFull(db, report, ["tasks"])).toEqual([]);
  expect(await tablesReadInFull(db, () => awaitingFeedback(db, UNIT), ["tasks"])).toEqual([]);
  // As many as there are in another status are all read.
  const others = "SELECT count(*) FROM tasks WHERE status = ANY($1)";
  expect(await tablesReadInFull(db, () => db.pool.query(others, [["not_started"]]), ["tasks"])).toEqual(["tasks"]);
});

test("who calls is one statement, and as many who call at once share one", async () => {
  const token = await issueToken(db, { userId: TUTOR, kind: "ontrack", now: NOW, expiresAt: addMs(NOW, DAY_MS) });
  const ask = () => findSignedIn(db, { token, kind: "ontrack", username: "u1", now: NOW });
  expect(await ask()).toMatchObject({ viewer: { user: { id: TUTOR }, scope: { tutors: [UNIT] } } });
  expect(await recordStatements(ask)).toHaveLength(1);
  const answers: unknown[] = [];
  const sent = await recordStatements(async () => answers.push(...(await Promise.all(Array.from({ length: 20 }, ask)))));
  expect(sent).toHaveLength(1);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test("the report of a unit takes four statements beside who calls, two of days that are settled", async () => {
  const rangeIn = (timezone: string) => ({ from: addDays(TO, -89), to: TO, timezone });
  const report = { unitId: UNIT, rangeIn, now: NOW };
  // Connections are there beforehand: a new one begins with statements of its own.
  await unitReport(db, convenor, report);
  expect(await recordStatements(() => unitReport(db, convenor, report))).toHaveLength(4);
  await settleDays(db, NOW, 365);
  await unitReport(db, convenor, report);
  expect(await recordStatements(() => unitReport(db, convenor, report))).toHaveLength(2);
});

test("an act takes as many statements as many acts at once", async () => {
  await assess();
  const alone = await recordStatements(assess);
  const together = await recordStatements(() => Promise.all(Array.from({ length: 16 }, assess)));
  expect(alone.length).toBeLessThanOrEqual(14);
  expect(together).toHaveLength(alone.length);
});

test("and so does being shown a task and its comments", async () => {
  const show = async () => [await findTask(db, scope, TASK), await listComments(db, caller, TASK)];
  await show();
  const alone = await recordStatements(show);
  const together = await recordStatements(() => Promise.all(Array.from({ length: 16 }, show)));
  expect(together).toHaveLength(alone.length);
});
