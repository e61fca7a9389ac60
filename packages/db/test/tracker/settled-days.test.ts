import type { ServiceAccountId, SessionId } from "@tutor-times/core/ids";
import { randomUUID } from "node:crypto";
import { addMs, DAY_MS, HOUR_MS, instant, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { addDays, type LocalDate } from "@tutor-times/core/local-date";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { recordBeats } from "../../src/acts/record-beats";
import { reportActs } from "../../src/acts/report";
import { recompute } from "../../src/recompute";
import { figuresPerDay } from "../../src/reports/figures-per-day";
import { spreadPerDefinition } from "../../src/reports/forecast";
import { unitReport } from "../../src/reports/unit-report";
import { deleteSession, restoreSession } from "../../src/sessions/deletion";
import { settleDays } from "../../src/settled/settle-days";
import { makeUnitRole, makeUser } from "../../src/testing/factories";
import { recordStatements } from "../../src/testing/record-statements";
import { changeTimetable } from "../../src/timetable/change";
import { at, caller, makeScene, type Scene } from "./scene";

const TODAY = "2025-10-08" as LocalDate;
/** Midnight at the end of the scene's day, in its zone. */
const MIDNIGHT = at(15 * 60);
const DAY = 24 * 60;

let scene: Scene;
beforeEach(async () => {
  scene = await makeScene();
});
afterEach(() => scene.db.drop());

async function read(minute: number, minutes: number, userId = scene.tutor): Promise<void> {
  for (let done = 0; done < minutes; done += 1) {
    const beat = { target: scene.target, from: at(minute + done), to: at(minute + done + 1), kind: "reading" as const };
    await recordBeats(scene.db, await caller(scene, userId, at(minute + done + 1)), [beat]);
  }
}

async function save(minute: number, trigger: "discuss" | "redo", userId = scene.tutor): Promise<void> {
  await assessTask(scene.db, await caller(scene, userId, at(minute)), { ...scene.target, trigger });
}

async function convenor() {
  return (await caller(scene, scene.convenor, at(0))).scope;
}

/** The starts of the settled days, in days from today on. */
async function settled(): Promise<number[]> {
  const { rows } = await scene.db.pool.query<{ start_time: Date }>("SELECT start_time FROM settled_days ORDER BY 1");
  return rows.map(({ start_time: start }) => (start.getTime() - (MIDNIGHT - DAY_MS)) / DAY_MS);
}

async function report(timezone = "UTC") {
  const rangeIn = () => ({ from: addDays(TODAY, -3), to: addDays(TODAY, 9), timezone });
  return unitReport(scene.db, await convenor(), { unitId: scene.unit.id, timezone, rangeIn, now: at(20 * DAY) });
}

/** The report as it is, which must be the report without any settled day. */
async function honestReport(timezone = "UTC") {
  const found = await report(timezone);
  const days = await scene.db.pool.query("DELETE FROM settled_days RETURNING *");
  expect(found).toEqual(await report(timezone));
  return { ...found, settledDays: days.rows.length };
}

/** The length of each assessment in a list that has enough of them to have a median. */
async function lengths(): Promise<unknown> {
  const { rows } = await scene.db.pool.query(
    "SELECT DISTINCT user_id, unnest(observed_ms) / $1::bigint AS minutes FROM settled_figures ORDER BY 1, 2",
    [MINUTE_MS],
  );
  return rows.map((row) => [row.user_id, row.minutes]);
}

const LONG_AFTER = at(30 * DAY);

describe("when a day is settled", () => {
  it("is three hours after it is over, from the first session's day to the last one's", async () => {
    await read(0, 5);
    await read(2 * DAY, 5);
    expect(await settleDays(scene.db, addMs(MIDNIGHT, 3 * HOUR_MS - 1))).toBe(0);
    expect(await settleDays(scene.db, addMs(MIDNIGHT, 3 * HOUR_MS))).toBe(1);
    expect(await settleDays(scene.db, LONG_AFTER)).toBe(2);
    expect(await settled()).toEqual([0, 1, 2]);
    expect(await settleDays(scene.db, LONG_AFTER)).toBe(0);
  });

  it("is not before a session that began in it has ended for so long", async () => {
    await read(15 * 60 - 5, 20);
    const end = at(15 * 60 + 15);
    expect(await settleDays(scene.db, addMs(end, 3 * HOUR_MS - 1))).toBe(0);
    expect(await settleDays(scene.db, addMs(end, 3 * HOUR_MS + 1))).toBe(1);
  });

  it("is settled by one of two who try at once, once", async () => {
    await read(0, 5);
    const both = await Promise.all([settleDays(scene.db, LONG_AFTER), settleDays(scene.db, LONG_AFTER)]);
    expect(both.toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await settled()).toEqual([0]);
  });
});

describe("a report over settled days", () => {
  it("says the same, and measures only what is not settled", async () => {
    await read(0, 5);
    await save(5, "discuss");
    await read(DAY, 3);
    await settleDays(scene.db, addMs(MIDNIGHT, 4 * HOUR_MS));
    expect(await settled()).toEqual([0]);
    expect(await honestReport()).toMatchObject({ total: { activeMs: 8 * MINUTE_MS, assessments: 1 }, settledDays: 1 });
  });

  it("in another zone makes no use of days that are none there", async () => {
    await read(0, 5);
    await read(14 * 60, 5);
    await settleDays(scene.db, LONG_AFTER);
    const { days } = await honestReport("Australia/Melbourne");
    expect(days.filter(({ markingMs }) => markingMs > 0).map(({ date }) => date)).toEqual([TODAY, addDays(TODAY, 1)]);
  });

  it("says the same of a day that only the floor of the next day's first session reaches", async () => {
    await save(15 * 60 + 1, "discuss");
    await settleDays(scene.db, LONG_AFTER);
    expect(await settled()).toEqual([0, 1]);
    const { days } = await honestReport("UTC");
    expect(days.filter(({ markingMs }) => markingMs > 0).map(({ markingMs }) => markingMs / MINUTE_MS)).toEqual([4, 1]);
  });

  it("names whoever marked, with a role or without, and of those whose role is over nobody else", async () => {
    const [gone, never] = [await makeUser(scene.db), await makeUser(scene.db)];
    for (const { id } of [gone, never]) await makeUnitRole(scene.db, { unitId: scene.unit.id, userId: id, endedAt: at(0) });
    await read(0, 5);
    await settleDays(scene.db, LONG_AFTER);
    const usual = (await report()).tutors.map(({ user }) => user.id);
    expect(usual).toContain(scene.tutor);
    await scene.db.pool.query("UPDATE unit_roles SET ended_at = now() WHERE user_id = $1", [scene.tutor]);
    expect((await report()).tutors.map(({ user }) => user.id)).toEqual(usual);
    await scene.db.pool.query("DELETE FROM unit_roles WHERE user_id = $1", [scene.tutor]);
    const { tutors } = await report();
    expect(tutors.map(({ user }) => user.id)).toEqual(usual);
    expect(tutors.find(({ user }) => user.id === scene.tutor)?.total.markingMs).toBeGreaterThan(0);
  });

  it("takes no statement more for a range of which all is settled", async () => {
    await read(0, 5);
    await read(20 * DAY, 5);
    await settleDays(scene.db, LONG_AFTER);
    const scope = await convenor();
    const until = (days: number) => {
      const rangeIn = () => ({ from: TODAY, to: addDays(TODAY, days), timezone: "UTC" });
      return unitReport(scene.db, scope, { unitId: scene.unit.id, now: LONG_AFTER, rangeIn });
    };
    // Connections are there beforehand: a new one begins with statements of its own.
    await until(25);
    expect(await recordStatements(() => until(25))).toHaveLength(4);
    expect(await recordStatements(() => until(9))).toHaveLength(2);
  });

  it("measures nothing of the time before anybody marked, as long as all since then is settled", async () => {
    await read(0, 5);
    await read(2 * DAY, 5);
    await settleDays(scene.db, LONG_AFTER);
    const scope = await convenor();
    const { rows } = await scene.db.pool.query<{ ends: Date }>("SELECT max(end_time) AS ends FROM settled_days");
    const bounds = [instant(0), MIDNIGHT, instant(rows[0]?.ends.getTime() ?? Number.NaN)];
    const figures = () => figuresPerDay(scene.db, scope, { unitIds: [scene.unit.id] }, bounds);
    const settledFigures = await figures();
    expect(settledFigures).toHaveLength(2);
    expect(await recordStatements(figures)).toHaveLength(1);
    // Somebody marked before, and nobody has settled that yet.
    await read(-10 * DAY, 5);
    expect(await recordStatements(figures)).toHaveLength(2);
    const found = await figures();
    expect(found).not.toEqual(settledFigures);
    await scene.db.pool.query("DELETE FROM settled_days");
    expect(await figures()).toEqual(found);
  });
});

describe("a settled day is taken away", () => {
  const service = { id: 1 as ServiceAccountId, name: "OnTrack", createsUnknown: false, timezone: "UTC" };

  async function reportLate(at: Instant, now: Instant, username: string): Promise<void> {
    const { db, unit, target, task } = scene;
    await db.pool.query("UPDATE units SET external_id = 'unit' WHERE id = $1", [unit.id]);
    await db.pool.query("UPDATE projects SET external_id = 'project' WHERE id = $1", [target.projectId]);
    await db.pool.query("UPDATE task_definitions SET external_id = 'definition' WHERE id = $1", [target.taskDefinitionId]);
    await db.pool.query("UPDATE tasks SET external_id = 'task' WHERE id = $1", [task.id]);
    const names = { username, unit: "unit", project: "project", taskDefinition: "definition", task: "task", student: null };
    const act = { ...names, action: "assessing", status: "redo", statusChanged: true, at, ipAddress: "10.9.9.9", staff: false };
    const acts = [{ ...act, idempotencyKey: randomUUID() }];
    expect(await reportActs(db, service, { acts, units: [], now })).toMatchObject([{ verdict: "recorded" }]);
  }

  it("by an assessment reported late, and so is the day of the next one of its task, by whomever that was", async () => {
    const other = await makeUser(scene.db);
    await makeUnitRole(scene.db, { unitId: scene.unit.id, userId: other.id });
    await read(0, 4);
    await read(3 * DAY, 2);
    await save(3 * DAY + 2, "discuss");
    await read(5 * DAY, 2);
    await settleDays(scene.db, LONG_AFTER);
    expect(await lengths()).toEqual([[scene.tutor, 6]]);
    const { rows } = await scene.db.pool.query<{ username: string }>("SELECT username FROM users WHERE id = $1", [other.id]);
    await reportLate(at(DAY), at(4 * DAY), rows[0]?.username ?? "");
    expect(await settled()).toEqual([0, 2, 4, 5]);
    expect(await honestReport()).toMatchObject({ total: { assessments: 2 } });
    await settleDays(scene.db, LONG_AFTER);
    expect(await lengths()).toEqual([
      [scene.tutor, 2],
      [other.id, 0],
    ]);
  });

  it("by a deletion and by undoing it, and so is the day on which its attention led to an assessment", async () => {
    await read(0, 4);
    await read(3 * DAY, 2);
    await save(3 * DAY + 2, "discuss");
    await settleDays(scene.db, LONG_AFTER);
    const { rows } = await scene.db.pool.query<{ id: SessionId }>("SELECT id FROM marking_sessions ORDER BY start_time LIMIT 1");
    const deleted = { sessionId: rows[0]?.id ?? (0 as SessionId), reason: "A test", now: at(6 * DAY) };
    await deleteSession(scene.db, await convenor(), deleted);
    expect(await settled()).toEqual([1, 2]);
    expect(await honestReport()).toMatchObject({ total: { activeMs: 2 * MINUTE_MS } });
    await settleDays(scene.db, LONG_AFTER);
    expect(await lengths()).toEqual([[scene.tutor, 2]]);
    await restoreSession(scene.db, await convenor(), { ...deleted, now: at(7 * DAY) });
    expect(await settled()).toEqual([1, 2]);
    expect(await honestReport()).toMatchObject({ total: { activeMs: 6 * MINUTE_MS } });
  });

  it("by a session that began in it and goes on", async () => {
    await read(15 * 60 - 5, 10);
    await settleDays(scene.db, LONG_AFTER);
    await read(15 * 60 + 5, 3);
    expect(await settled()).toEqual([]);
  });

  it("by a recomputation, from its instant on", async () => {
    for (const day of [0, 1, 2]) await read(day * DAY, 5);
    await settleDays(scene.db, LONG_AFTER);
    const request = { unitId: scene.unit.id, from: at(DAY), now: at(9 * DAY), actorId: null, policy: { floorMinutes: 7 } };
    await recompute(scene.db, { ...request, apply: false });
    expect(await settled()).toEqual([0, 1, 2]);
    await recompute(scene.db, { ...request, apply: true });
    expect(await settled()).toEqual([0]);
    expect(await honestReport()).toMatchObject({ total: { markingMs: 19 * MINUTE_MS } });
  });

  it("where the unit moves to another zone, once days are settled again", async () => {
    await read(0, 5);
    await settleDays(scene.db, LONG_AFTER);
    const change = { kind: "set-unit", dates: { timezone: "Australia/Melbourne" } } as const;
    await changeTimetable(scene.db, await convenor(), { unitId: scene.unit.id, change, now: at(DAY * 2) });
    await honestReport("Australia/Melbourne");
    await settleDays(scene.db, LONG_AFTER);
    expect(await settled()).toEqual([-11 / 24]);
  });
});

it("medians are of all assessments, settled or not, of their day or of one that is in another zone", async () => {
  // Two on the first day, which is settled, four on the next.
  const rounds = [0, 30, ...[0, 30, 60, 90].map((minute) => DAY + minute)];
  for (const [index, start] of rounds.entries()) {
    await read(start, index + 1);
    await save(start + index + 1, index % 2 === 0 ? "discuss" : "redo");
  }
  const median = { medianMs: 3.5 * MINUTE_MS, lowerMs: 2.25 * MINUTE_MS, upperMs: 4.75 * MINUTE_MS, count: 6 };
  const perDefinition = async () => spreadPerDefinition(scene.db, await convenor(), { unitId: scene.unit.id, now: LONG_AFTER });
  await settleDays(scene.db, addMs(MIDNIGHT, 4 * HOUR_MS));
  expect(await settled()).toEqual([0]);
  expect(await perDefinition()).toEqual(new Map([[scene.target.taskDefinitionId, median]]));
  for (const timezone of ["UTC", "Australia/Melbourne"]) {
    const { medianPerAssessment, tutors } = await report(timezone);
    expect(medianPerAssessment).toEqual(median);
    expect(tutors.find(({ user }) => user.id === scene.tutor)?.medianPerAssessment).toEqual(median);
  }
  await settleDays(scene.db, LONG_AFTER);
  expect(await settled()).toEqual([0, 1]);
  expect(await perDefinition()).toEqual(new Map([[scene.target.taskDefinitionId, median]]));
  expect(await honestReport()).toMatchObject({ medianPerAssessment: median });
});
