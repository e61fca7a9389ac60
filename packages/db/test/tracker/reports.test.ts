import { randomUUID } from "node:crypto";
import type { ServiceAccountId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, MINUTE_MS } from "@tutor-times/core/instant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportActs } from "../../src/acts/report";
import type { ReportedAct, ReportedUnit } from "../../src/acts/report-act";
import { deleteSession } from "../../src/sessions/deletion";
import { readStored } from "../races/stored";
import { at, caller, makeScene, type Scene } from "./scene";

const NOW = at(0);
const REFUSES = { id: 1 as ServiceAccountId, name: "OnTrack", createsUnknown: false, timezone: "Australia/Melbourne" };
const CREATES = { ...REFUSES, createsUnknown: true };

let scene: Scene;
beforeAll(async () => {
  scene = await makeScene();
  const { db, unit, target, task, tutor, student } = scene;
  await db.pool.query("UPDATE units SET external_id = 'unit' WHERE id = $1", [unit.id]);
  await db.pool.query("UPDATE projects SET external_id = 'project' WHERE id = $1", [target.projectId]);
  await db.pool.query("UPDATE task_definitions SET external_id = 'definition' WHERE id = $1", [target.taskDefinitionId]);
  await db.pool.query("UPDATE tasks SET external_id = 'task' WHERE id = $1", [task.id]);
  await db.pool.query("UPDATE users SET username = 'tutor' WHERE id = $1", [tutor]);
  await db.pool.query("UPDATE users SET username = 'student' WHERE id = $1", [student]);
});
afterAll(() => scene.db.drop());

/** An act of the tutor on the task; every one from an address of its own, unless told otherwise. */
let addresses = 0;
function act(given: Partial<ReportedAct> = {}): ReportedAct {
  addresses += 1;
  return {
    username: "tutor",
    unit: "unit",
    project: "project",
    taskDefinition: "definition",
    task: "task",
    action: "get-comments",
    status: null,
    statusChanged: false,
    at: addMs(NOW, -DAY_MS),
    ipAddress: `10.1.${addresses >> 8}.${addresses & 255}`,
    idempotencyKey: randomUUID(),
    student: null,
    staff: false,
    ...given,
  };
}

async function report(acts: ReportedAct[], { account = REFUSES, now = NOW, units = [] as ReportedUnit[] } = {}) {
  return (await reportActs(scene.db, account, { acts, units, now })).map(({ verdict }) => verdict);
}

/** Start, end and counts of the sessions of an address, with the instants in minutes after nine. */
async function sessionsAt(ipAddress: string) {
  const rows = await scene.db.prisma.markingSession.findMany({
    where: { ipAddress, deletedAt: null },
    orderBy: { startTime: "asc" },
  });
  const minutes = (time: Date) => (time.getTime() - NOW) / MINUTE_MS;
  return rows.map((row) => ({
    start: minutes(row.startTime),
    end: minutes(row.endTime),
    acts: row.activities,
    assessed: row.assessments,
  }));
}

test.each<[string, number, string]>([
  ["seven days ago", -7 * DAY_MS, "recorded"],
  ["a millisecond before that", -7 * DAY_MS - 1, "too_old"],
  ["now", 0, "recorded"],
  ["two minutes ahead", 2 * MINUTE_MS, "recorded"],
  ["a millisecond after that", 2 * MINUTE_MS + 1, "in_future"],
])("an act of %s", async (_when, ms, verdict) => {
  expect(await report([act({ at: addMs(NOW, ms) })])).toEqual([verdict]);
});

test("an act ahead of the server's clock counts when it was received", async () => {
  const ahead = act({ at: addMs(NOW, MINUTE_MS) });
  await report([ahead]);
  expect(await sessionsAt(ahead.ipAddress)).toMatchObject([{ start: 0, end: 0 }]);
});

test.each<[string, Partial<ReportedAct>, string]>([
  ["a username in another case", { username: "TUTOR" }, "recorded"],
  ["an address in another notation", { ipAddress: "::ffff:10.9.9.9" }, "recorded"],
  ["no task", { task: null }, "recorded"],
  ["somebody without a role there", { username: "student" }, "ignored"],
  ["an action that does not exist", { action: "sleeping" }, "invalid"],
  ["a status that does not exist", { action: "assessing", status: "done" }, "invalid"],
  ["a change of status by reading", { statusChanged: true }, "invalid"],
  ["no address", { ipAddress: "10.0.0.256" }, "invalid"],
  ["an unknown user", { username: "zoe" }, "unknown"],
  ["an unknown unit", { unit: "x" }, "unknown"],
  ["an unknown project", { project: "x" }, "unknown"],
  ["an unknown definition", { taskDefinition: "x" }, "unknown"],
  ["another task than the project and definition say", { task: "x" }, "invalid"],
])("an act with %s", async (_what, given, verdict) => {
  const before = await readStored(scene.db);
  expect(await report([act(given)])).toEqual([verdict]);
  const after = await readStored(scene.db);
  if (verdict !== "recorded") expect({ ...after, idempotencyKeys: [] }).toEqual({ ...before, idempotencyKeys: [] });
});

test("a batch that is sent again, later too, changes nothing and gets the same verdicts", async () => {
  const ipAddress = "10.2.0.1";
  const batch = [
    act({ ipAddress }),
    act({ ipAddress, at: addMs(NOW, -8 * DAY_MS) }),
    act({ ipAddress, at: addMs(NOW, MINUTE_MS * 3) }),
    act({ username: "student" }),
    act({ action: "sleeping" }),
    act({ unit: "x" }),
  ];
  const verdicts = await report([...batch, ...batch.slice(0, 1)]);
  expect(verdicts).toEqual(["recorded", "too_old", "in_future", "ignored", "invalid", "unknown", "recorded"]);
  const stored = await readStored(scene.db);
  expect(await report(batch)).toEqual(verdicts.slice(0, 6));
  expect(await report(batch.toReversed(), { now: addMs(NOW, 9 * DAY_MS) })).toEqual(verdicts.slice(0, 6).toReversed());
  expect(await readStored(scene.db)).toEqual(stored);
});

test("another act under a key that was used is refused, and the others of its batch are not", async () => {
  const first = act();
  await report([first]);
  expect(await report([{ ...first, action: "get-submission-details" }, act()])).toEqual(["conflict", "recorded"]);
  expect(await report([{ ...first, unit: "never made" }], { account: CREATES })).toEqual(["conflict"]);
  expect(await scene.db.prisma.unit.count({ where: { externalId: "never made" } })).toBe(0);
  expect(await sessionsAt(first.ipAddress)).toMatchObject([{ acts: 1 }]);
});

test("late acts extend a session backwards, and join two", async () => {
  const ipAddress = "10.2.0.2";
  const late = (minutes: number) => act({ ipAddress, at: at(minutes - 600) });
  await report([late(0), late(20)]);
  expect(await sessionsAt(ipAddress)).toMatchObject([{ start: -600 }, { start: -580 }]);
  await report([late(10), late(-14)]);
  expect(await sessionsAt(ipAddress)).toEqual([{ start: -614, end: -580, acts: 4, assessed: 0 }]);
});

test("what is reported of a deleted session's stretch leaves no trace", async () => {
  const ipAddress = "10.2.0.3";
  const late = (minutes: number) => act({ ipAddress, at: at(minutes - 600) });
  await report([late(0), late(10)]);
  const session = await scene.db.prisma.markingSession.findFirstOrThrow({ where: { ipAddress } });
  const { scope } = await caller(scene, scene.convenor, NOW);
  await deleteSession(scene.db, scope, { sessionId: Number(session.id) as never, reason: "A test", now: NOW });
  expect(await report([late(5), late(0), late(11)])).toEqual(["recorded", "recorded", "recorded"]);
  expect(await sessionsAt(ipAddress)).toMatchObject([{ start: -589, acts: 1 }]);
});

test("roles are those at receipt", async () => {
  const { db, tutor } = scene;
  await db.pool.query("UPDATE unit_roles SET ended_at = $2 WHERE user_id = $1", [tutor, new Date(NOW)]);
  expect(await report([act()])).toEqual(["ignored"]);
  await db.pool.query("UPDATE unit_roles SET ended_at = NULL WHERE user_id = $1", [tutor]);
});

test("the newest status wins, in whatever order it arrives, and a student's counts", async () => {
  const set = (status: string, minutes: number, given: Partial<ReportedAct> = {}) =>
    act({ action: "assessing", status, statusChanged: true, at: at(minutes - 600), ...given });
  const task = async () => {
    const { status, submissionDate } = await scene.db.prisma.task.findUniqueOrThrow({ where: { externalId: "task" } });
    return [status, submissionDate && (submissionDate.getTime() - at(-600)) / MINUTE_MS];
  };
  const assessed = set("complete", 10);
  await report([assessed, set("discuss", 5)]);
  expect(await task()).toEqual(["complete", null]);
  await report([set("redo", 8)]);
  expect(await task()).toEqual(["complete", null]);
  expect(await report([set("ready_for_feedback", 20, { username: "student" })])).toEqual(["ignored"]);
  expect(await task()).toEqual(["ready_for_feedback", 20]);
  expect(await report([set("complete", 25, { username: "student" })])).toEqual(["ignored"]);
  expect(await task()).toEqual(["ready_for_feedback", 20]);
  expect(await sessionsAt(assessed.ipAddress)).toMatchObject([{ assessed: 1 }]);
});

test("an account that creates makes what nobody knows, and one that refuses does not", async () => {
  const news = {
    username: "newcomer",
    unit: "77",
    project: "78",
    taskDefinition: "79",
    task: "80",
    staff: true,
    student: "learner",
  };
  const first = act(news);
  expect(await report([first])).toEqual(["unknown"]);
  const instant = addMs(NOW, -DAY_MS);
  const units = [
    { unit: "77", code: "SIT303", name: "Compilers", timezone: "Asia/Kathmandu", startDate: "2025-07-01", endDate: "2025-11-30" },
  ];
  const batch = [first, act({ ...news, at: instant }), act({ ...news, project: "81", task: "82", student: null, staff: false })];
  expect(await report(batch, { account: CREATES, units: units as ReportedUnit[] })).toEqual(["recorded", "recorded", "recorded"]);
  const stored = await scene.db.prisma.unit.findUniqueOrThrow({
    where: { externalId: "77" },
    include: { policies: true, roles: { include: { user: true } }, projects: { include: { user: true, tasks: true } } },
  });
  expect(stored).toMatchObject({
    code: "SIT303",
    timezone: "Asia/Kathmandu",
    policies: [{ thresholdMinutes: 15, effectiveAt: new Date(0) }],
    roles: [{ role: "tutor", user: { username: "newcomer", passwordHash: null } }],
  });
  expect(
    stored.projects.map(({ user, externalId, tasks }) => [externalId, user.username, tasks.map((task) => task.externalId)]),
  ).toEqual([
    ["78", "learner", ["80"]],
    ["81", "project-81", ["82"]],
  ]);
  expect(await report([act({ ...news, task: "83", taskDefinition: "84" })])).toEqual(["unknown"]);
});

test("nothing is created for an act that cannot be recorded, nor a role for somebody whose role ended", async () => {
  const { db, tutor, unit } = scene;
  const users = await db.prisma.user.count();
  expect(await report([act({ username: "ghost", at: addMs(NOW, -8 * DAY_MS) })], { account: CREATES })).toEqual(["too_old"]);
  expect(await report([act({ username: "ghost", action: "sleeping" })], { account: CREATES })).toEqual(["invalid"]);
  await db.pool.query("UPDATE unit_roles SET ended_at = $2 WHERE user_id = $1", [tutor, new Date(NOW)]);
  expect(await report([act({ staff: true })], { account: CREATES })).toEqual(["ignored"]);
  await db.pool.query("UPDATE unit_roles SET ended_at = NULL WHERE user_id = $1", [tutor]);
  expect(await db.prisma.user.count()).toBe(users);
  expect(await db.prisma.unitRole.count({ where: { unitId: unit.id } })).toBe(2);
});

test("reports that name the same new things at once make them once", async () => {
  const news = { unit: "u9", project: "p9", taskDefinition: "d9", task: "t9", staff: true };
  const batches = ["one", "two", "three", "four"].map((username) => [
    act({ ...news, username }),
    act({ ...news, username: "five" }),
  ]);
  const verdicts = await Promise.all(batches.map((batch) => report(batch, { account: CREATES })));
  expect(verdicts.flat()).toEqual(Array(8).fill("recorded"));
  expect(await scene.db.prisma.task.count({ where: { externalId: "t9" } })).toBe(1);
});

test("a report that fails leaves nothing at all", async () => {
  const before = await readStored(scene.db);
  const users = await scene.db.prisma.user.count();
  await scene.db.pool.query("ALTER TABLE session_activities ADD CONSTRAINT broken CHECK (action <> 'get-submission-files')");
  const batch = [act({ username: "late", staff: true }), act({ action: "get-submission-files" })];
  await expect(report(batch, { account: CREATES })).rejects.toMatchObject({ constraint: "broken" });
  await scene.db.pool.query("ALTER TABLE session_activities DROP CONSTRAINT broken");
  expect(await readStored(scene.db)).toEqual(before);
  expect(await scene.db.prisma.user.count()).toBe(users);
});
