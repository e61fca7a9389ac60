import { deriveFigures, type KeyOutcome } from "@tutor-times/core/derive-figures";
import { deriveTaskTime } from "@tutor-times/core/derive-task-time";
import { deriveSessions } from "@tutor-times/core/derive-sessions";
import type { Activity, Stretch } from "@tutor-times/core/evidence";
import type { ProjectId, SessionId, TaskDefinitionId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import { addMs, instantOf, type Instant } from "@tutor-times/core/instant";
import { addDays, type LocalDate } from "@tutor-times/core/local-date";
import { dayStarts } from "@tutor-times/core/local-days";
import { union } from "@tutor-times/core/intervals";
import { spreadOf } from "@tutor-times/core/spread";
import { KeyStore } from "@tutor-times/core/testing/key-store";
import { PLACES, worldOn, type World } from "@tutor-times/core/testing/worlds";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_FIGURES, sumBy, type DayFigures } from "../../src/reports/figures";
import { figuresPerDay } from "../../src/reports/figures-per-day";
import { medianPerAssessment } from "../../src/reports/median-per-assessment";
import { whereTimeWent } from "../../src/reports/where-time-went";
import { tutorReport } from "../../src/reports/tutor-report";
import { unitFigures, unitMedians, type UnitFigures } from "../../src/reports/unit-figures";
import { settleUnit } from "../../src/settled/settle-days";
import { settledSums } from "../../src/settled/settled-figures";
import { deleteSession, restoreSession } from "../../src/sessions/deletion";
import { listSessions } from "../../src/sessions/list-sessions";
import {
  makeUnit,
  makeUnitRole,
  makeUser,
  makeProject,
  makeTask,
  makeTaskDefinition,
  makePolicy,
} from "../../src/testing/factories";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";
import { makeTutorial } from "../../src/testing/timetable-factories";
import { takeLanes } from "../../src/tracker/lanes";
import { track } from "../../src/tracker/track";
import { inWritingTransaction } from "../../src/transaction";
import { caller } from "./scene";

const RUNS = Number(process.env["WORLD_RUNS"] ?? 25);

/** One key of a generated person: where it is in the database, and the same rows kept in memory. */
interface Key {
  readonly unitId: UnitId;
  readonly ipAddress: string;
  readonly world: World;
  readonly store: KeyStore;
  readonly tasks: readonly TaskId[];
}

interface Played {
  readonly userId: UserId;
  readonly convenor: UserId;
  readonly keys: readonly Key[];
}

/** Every day of the worlds is over and can be settled. */
const LONG_AFTER = addMs(0 as Instant, 4e12);

const twoUnits = fc.constantFrom(...PLACES).chain((place) => fc.tuple(worldOn(place), worldOn(place)));

describe("generated worlds in the database", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it("have the rows of the increment in memory, and the figures of the specification", async () => {
    await fc.assert(
      fc.asyncProperty(twoUnits, async (worlds) => {
        const played = await play(db, worlds);
        await expectSameRows(db, played);
        await expectSameFigures(db, played, worlds[0]);
        await expectSameTaskTime(db, played, worlds[0]);
        await expectSameMedian(db, played);
        await expectSameOfUnits(db, played, worlds[0]);
        for (const { unitId } of played.keys) await settleUnit(db, unitId, LONG_AFTER);
        await expectSameOfUnits(db, played, worlds[0]);
      }),
      { numRuns: RUNS, endOnFailure: RUNS < 100 },
    );
  }, 900_000);
});

/** Plays the first world at two addresses and the second at one of them, as the evidence of one person in two units. */
async function play(db: TestDatabase, worlds: readonly [World, World]): Promise<Played> {
  const [userId, convenor] = [(await makeUser(db)).id, (await makeUser(db)).id];
  const [first, second] = [await buildUnit(db, worlds[0], userId, convenor), await buildUnit(db, worlds[1], userId, convenor)];
  const keyOf = (unit: typeof first, ipAddress: string, world: World): Key => ({
    ...unit,
    ipAddress,
    world,
    store: new KeyStore(world.rules),
  });
  const keys = [
    keyOf(first, "10.0.0.1", worlds[0]),
    keyOf(first, "2001:db8::7", worlds[0]),
    keyOf(second, "10.0.0.1", worlds[1]),
  ];
  for (const [number, key] of keys.entries()) {
    for (const batch of key.world.batches.filter((_, index) => number === 2 || index % 2 === number)) {
      const activities = batch.activities.map((activity) => ({ ...activity, taskId: taskOf(key, activity.taskId) }));
      const stretches = batch.stretches.map((stretch) => ({ ...stretch, taskId: taskOf(key, stretch.taskId) }));
      await arrive(db, userId, key, activities, stretches);
      if (batch.deletes !== null) await deleteOne(db, { userId, convenor, keys }, key, batch.deletes);
      if (batch.restores !== null) await restoreOne(db, { userId, convenor, keys }, key, batch.restores);
      // What comes now changes days that are settled.
      if (batch.activities.length % 2 === 0) await settleUnit(db, key.unitId, LONG_AFTER);
    }
  }
  return { userId, convenor, keys };
}

async function buildUnit(db: TestDatabase, world: World, userId: UserId, convenor: UserId) {
  const [base, ...changes] = world.rules.policies;
  const [plan] = world.tutorials;
  const dates = { startDate: plan?.unitFrom ?? world.day, endDate: plan?.unitTo ?? world.day };
  const unit = await makeUnit(db, { timezone: world.timezone, ...dates, policy: withoutInstant(base) });
  for (const change of changes) await makePolicy(db, { unitId: unit.id, ...change });
  const role = await makeUnitRole(db, { unitId: unit.id, userId });
  await makeUnitRole(db, { unitId: unit.id, userId: convenor, role: "convenor" });
  for (const plan of world.tutorials) {
    const { rows } = await db.pool.query<{ id: number }>(
      "INSERT INTO tutorial_streams (unit_id, name, cuts_sessions) VALUES ($1, $2, $3) ON CONFLICT (unit_id, name) DO UPDATE SET name = EXCLUDED.name RETURNING id",
      [unit.id, `cuts: ${plan.cuts}`, plan.cuts],
    );
    const stream = { id: rows[0]?.id ?? 0, cutsSessions: plan.cuts };
    await makeTutorial(db, {
      unit,
      role,
      stream,
      meetingDay: plan.day,
      meetingTime: plan.time,
      durationMinutes: plan.durationMinutes,
      ...(plan.from === null ? {} : { startDate: plan.from }),
      ...(plan.to === null ? {} : { endDate: plan.to }),
      // Breaks are a unit's, and here each tutorial has its own: they are as many cancelled days.
      cancelled: [...new Set([...plan.cancelled, ...plan.breaks.flatMap(({ from, to }) => datesFrom(from, to))])],
    });
  }
  const project = await makeProject(db, { unitId: unit.id });
  const tasks: TaskId[] = [];
  for (let number = 0; number < 3; number += 1) {
    const definition = await makeTaskDefinition(db, { unitId: unit.id });
    tasks.push((await makeTask(db, { projectId: project.id, taskDefinitionId: definition.id })).id);
  }
  return { unitId: unit.id, tasks };
}

/** Both ends included. */
function datesFrom(from: LocalDate, to: LocalDate): LocalDate[] {
  return from > to ? [] : [from, ...datesFrom(addDays(from, 1), to)];
}

function withoutInstant({ effectiveAt: _, ...policy }: World["rules"]["policies"][0]) {
  return policy;
}

function taskOf(key: Key, number: number | null): TaskId | null {
  return number === null ? null : (key.tasks[number - 1] ?? null);
}

async function arrive(db: TestDatabase, userId: UserId, key: Key, activities: Activity[], stretches: Stretch[]): Promise<void> {
  key.store.arrive(activities, stretches);
  const known = { projectId: null as ProjectId | null, taskDefinitionId: null as TaskDefinitionId | null };
  await inWritingTransaction(db.pipelined, async (client) => {
    await takeLanes(client, [userId]);
    const arrival = { userId, unitId: key.unitId, ipAddress: key.ipAddress, stretches };
    const arrivals = [{ ...arrival, activities: activities.map((activity) => ({ ...activity, ...known })) }];
    return { result: undefined, writes: await track(client, arrivals, 0 as Instant) };
  });
}

async function deleteOne(db: TestDatabase, { userId, convenor }: Played, key: Key, index: number): Promise<void> {
  const doomed = key.store.sessions.toSorted((a, b) => a.start - b.start)[index];
  if (doomed === undefined) return;
  key.store.delete(index);
  const { scope } = await caller({ db }, convenor, doomed.end);
  const { sessions } = await listSessions(db, scope, {
    userId,
    unitId: key.unitId,
    from: doomed.start,
    to: addMs(doomed.start, 1),
  });
  const stored = sessions.find(({ ipAddress }) => ipAddress === key.ipAddress);
  if (stored === undefined) throw new Error("The session to delete is not in the database.");
  await deleteSession(db, scope, { sessionId: stored.id, reason: "A generated world says so.", now: doomed.end });
}

/** Undoes the deletion of that number, in the order in which they were made. */
async function restoreOne(db: TestDatabase, { userId, convenor }: Played, key: Key, index: number): Promise<void> {
  const { rows } = await db.pool.query<{ id: SessionId; end_time: Date }>(
    `SELECT s.id, s.end_time FROM marking_sessions s
     WHERE s.user_id = $1 AND s.unit_id = $2 AND s.ip_address = $3 AND s.deleted_at IS NOT NULL
     ORDER BY (SELECT max(e.id) FROM audit_entries e WHERE e.action = 'session.delete' AND (e.details->>'sessionId')::bigint = s.id)`,
    [userId, key.unitId, key.ipAddress],
  );
  const grave = rows[index];
  key.store.restore(index);
  if (grave === undefined) return;
  const now = instantOf(grave.end_time);
  const { scope } = await caller({ db }, convenor, now);
  await restoreSession(db, scope, { sessionId: grave.id, now });
}

async function expectSameRows(db: TestDatabase, { userId, convenor, keys }: Played): Promise<void> {
  const { scope } = await caller({ db }, convenor, 0 as Instant);
  for (const key of keys) {
    const ever = { from: 0 as Instant, to: addMs(0 as Instant, 4e12) };
    const { sessions } = await listSessions(db, scope, { userId, unitId: key.unitId, ...ever });
    const rows = sessions.filter(({ ipAddress }) => ipAddress === key.ipAddress);
    const expected = key.store.sessions.toSorted((a, b) => a.start - b.start).map(({ id: _, ...row }) => row);
    expect(rows.map(({ id: _i, userId: _u, userName: _n, unitId: _t, unitCode: _c, ipAddress: _a, ...row }) => row)).toEqual(
      expected,
    );
    const { rows: stretches } = await db.pool.query<{ text: string }>(
      `SELECT concat_ws(' ', task_id, kind, extract(epoch FROM start_time)::numeric * 1000, extract(epoch FROM end_time)::numeric * 1000) AS text
       FROM attention_stretches WHERE user_id = $1 AND unit_id = $2 AND ip_address = $3 AND deleted_session_id IS NULL`,
      [userId, key.unitId, key.ipAddress],
    );
    const inMemory = key.store.stretches.map(({ taskId, kind, start, end }) =>
      [taskId, kind, start, end].filter((part) => part !== null).join(" "),
    );
    expect(
      stretches.map(({ text }) => text.replaceAll(".000000000", "").replaceAll(".000000", "").replaceAll(".000", "")).toSorted(),
    ).toEqual(inMemory.toSorted());
  }
}

async function expectSameFigures(db: TestDatabase, { userId, keys }: Played, { timezone, day }: World): Promise<void> {
  const { scope } = await caller({ db }, userId, 0 as Instant);
  const outcomes = keys.map((key): KeyOutcome => {
    const { activities, stretches, rules } = key.store;
    const sessions = deriveSessions(key.store, rules).map(({ row }) => row);
    return { unit: key.unitId, windows: rules.windows, sessions, activities, stretches };
  });
  const range = { timezone, from: addDays(day, -1), to: addDays(day, 1) };
  const bounds = dayStarts(timezone, range.from, range.to);
  for (const unitIds of [undefined, [keys[0]?.unitId ?? (0 as UnitId)]]) {
    const counted = outcomes.filter(({ unit }) => unitIds === undefined || unitIds.some((id) => id === unit));
    const report = await tutorReport(db, scope, { userId, ...range, unitIds });
    const [from, to] = [bounds[0] ?? (0 as Instant), bounds.at(-1) ?? (0 as Instant)];
    expect({ ...report.total, activeMs: report.total.activeMs ?? 0 }).toEqual(deriveFigures(counted, from, to));
    for (const [index, { date: _, ...figures }] of report.days.entries()) {
      const expected = deriveFigures(counted, bounds[index] ?? from, bounds[index + 1] ?? to);
      expect({ ...figures, activeMs: figures.activeMs ?? 0 }).toEqual(expected);
    }
  }
}

/** Where the time went, per task of the person, by the specification and by the report. */
async function expectSameTaskTime(db: TestDatabase, { userId, keys }: Played, { timezone, day }: World): Promise<void> {
  const { scope } = await caller({ db }, userId, 0 as Instant);
  const bounds = dayStarts(timezone, addDays(day, -1), addDays(day, 0));
  for (const [from, to] of [
    [0 as Instant, addMs(0 as Instant, 4e12)],
    [bounds[0] ?? (0 as Instant), bounds.at(-1) ?? (0 as Instant)],
  ] as const) {
    const expected = new Map<number, [number, number]>();
    let length = 0;
    for (const { store } of keys) {
      for (const session of store.sessions) {
        length += Math.max(0, Math.min(session.end, to) - Math.max(session.start, from));
        const own = store.activities.filter(({ sessionId }) => sessionId === session.id);
        for (const [taskId, time] of deriveTaskTime(session, own, store.stretches, from, to)) {
          const known = expected.get(taskId) ?? [0, 0];
          expected.set(taskId, [known[0] + time.observedMs, known[1] + time.estimatedMs]);
        }
      }
    }
    const report = await whereTimeWent(db, scope, "task", { userId, from, to });
    expect(new Map(report.spent.map((task) => [task.id, [task.observedMs, task.estimatedMs]]))).toEqual(expected);
    for (const grouping of ["definition", "student"] as const) {
      const sums = (await whereTimeWent(db, scope, grouping, { userId, from, to })).spent;
      const total = (rows: typeof sums) => rows.reduce((sum, row) => sum + row.observedMs + row.estimatedMs, 0);
      expect([grouping, total(sums)]).toEqual([grouping, total(report.spent)]);
    }
    expect(report.unattributedMs).toBeGreaterThanOrEqual(0);
    const attributed = report.spent.reduce((sum, task) => sum + task.observedMs + task.estimatedMs, 0);
    expect(attributed + report.unattributedMs).toBe(length);
  }
}

/** The report of each unit, of which some days are settled and others are not. */
async function expectSameOfUnits(db: TestDatabase, { userId, convenor, keys }: Played, { timezone, day }: World): Promise<void> {
  const { scope } = await caller({ db }, convenor, 0 as Instant);
  const bounds = dayStarts(timezone, addDays(day, -2), addDays(day, 2));
  for (const unitId of new Set(keys.map((key) => key.unitId))) {
    const ofUnit = keys.filter((key) => key.unitId === unitId);
    const outcomes = ofUnit.map(({ store }): KeyOutcome => {
      const { activities, stretches, rules } = store;
      const sessions = deriveSessions(store, rules).map(({ row }) => row);
      return { unit: unitId, windows: rules.windows, sessions, activities, stretches };
    });
    for (const marks of [bounds, bounds.filter((_, index) => index % 2 === 1), [0 as Instant, LONG_AFTER]]) {
      const rows = await figuresPerDay(db, scope, { unitIds: [unitId] }, marks);
      const found = marks.slice(1).map((_, index) => {
        const row = rows.find((one) => one.day === index) ?? { ...NO_FIGURES, userId, day: index };
        return { ...row, activeMs: row.activeMs ?? 0 };
      });
      const expected = marks.slice(1).map((end, index) => ({
        ...deriveFigures(outcomes, marks[index] ?? end, end),
        userId,
        day: index,
      }));
      expect(found).toEqual(expected);
      const asked = { scope, unitId, dayStarts: marks };
      expectSameSums(rows, await unitFigures(db, asked, await settledSums(db, asked)));
    }
    const expected = spreadOf(lengthsOf(ofUnit));
    const asked = { scope, unitId, dayStarts: [0 as Instant, LONG_AFTER] };
    expect((await unitMedians(db, asked, await settledSums(db, asked))).overall).toEqual(expected);
  }
}

/** That what is added up in the database, per person and per day, is what the rows per person and day add up to. */
function expectSameSums(rows: readonly DayFigures[], { perTutor, perDay }: UnitFigures): void {
  expect(perTutor).toEqual(sumBy(rows, (row) => row.userId));
  expect(perDay).toEqual(sumBy(rows, (row) => row.day));
}

/** The assessor's observed attention on a task since it was last assessed, for every assessment in the range. */
function lengthsOf(keys: readonly Key[]): number[] {
  const activities = keys
    .flatMap(({ store }) => store.activities)
    .filter((act) => act.action === "assessing" && act.statusChanged);
  const stretches = keys.flatMap(({ store }) => store.stretches);
  return activities
    .map(({ at, taskId }) => {
      const before = activities.filter((act) => act.taskId === taskId && act.at < at).map((act) => act.at);
      const since = Math.max(0, ...before);
      const attention = stretches
        .filter((stretch) => stretch.taskId === taskId)
        .map(({ start, end }) => ({ start: Math.max(start, since) as Instant, end: Math.min(end, at) as Instant }))
        .filter(({ start, end }) => start < end);
      return union(attention).reduce((sum, { start, end }) => sum + end - start, 0);
    })
    .filter((length) => length > 0);
}

async function expectSameMedian(db: TestDatabase, { userId, keys }: Played): Promise<void> {
  const { scope } = await caller({ db }, userId, 0 as Instant);
  const expected = spreadOf(lengthsOf(keys));
  const asked = { userId, from: 0 as Instant, to: addMs(0 as Instant, 4e12) };
  expect(await medianPerAssessment(db, scope, asked)).toEqual(expected);
}
