import type { ServiceAccountId, UserId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, instantOf } from "@tutor-times/core/instant";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MOST_REPORTED_ACTS, reportActs } from "../../src/acts/report";
import type { ReportedAct } from "../../src/acts/report-act";
import type { Database } from "../../src/database";
import { randomFrom } from "../../src/demo/random";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";
import { expectDerivable } from "./derivable";
import { Player, type RaceEvent } from "./event";
import { keyOf, mixedEvents, shuffle } from "./mixed-events";
import { readStored } from "./stored";
import { BEGINNING, foundWorld, type RaceWorld } from "./world";

const SEED = 20251005;
const DAYS = 6;
const EVENTS_A_DAY = 170;
const ACCOUNT = { id: 1 as ServiceAccountId, name: "OnTrack", createsUnknown: false, timezone: "UTC" };

let live: TestDatabase;
let late: TestDatabase;
beforeAll(async () => {
  [live, late] = [await createTestDatabase(), await createTestDatabase()];
});
afterAll(() => Promise.all([live.drop(), late.drop()]));

it("a week's backlog of acts, in any order and any batches, gives the rows of the live run", async () => {
  const world = await found(live);
  await found(late);
  const events = weekOf(world);
  await play(live, events);
  // Attention has no backlog: what watches it is the browser, and it was sent at the time.
  await play(
    late,
    events.filter(({ act }) => act.kind === "beats"),
  );

  const random = randomFrom(SEED, "backlog");
  const backlog = shuffle(await actsOf(live), random);
  const now = addMs(BEGINNING, 7 * DAY_MS);
  for (let sent = 0; sent < backlog.length;) {
    const size = random.pick([1, 7, 60, MOST_REPORTED_ACTS]);
    const acts = backlog.slice(sent, sent + size);
    const report = () => reportActs(late, ACCOUNT, { acts, now });
    // Now and then the answer is lost, and the same batch comes again.
    if (random.chance(0.3)) await report();
    expect((await report()).every(({ verdict }) => verdict === "recorded")).toBe(true);
    sent += size;
  }

  const [expected, stored] = [await readStored(live), await readStored(late)];
  expect(stored.sessions).toEqual(expected.sessions);
  expect(stored.activities).toEqual(expected.activities);
  expect(stored.stretches).toEqual(expected.stretches);
  expect(stored.activities.length).toBeGreaterThan((DAYS * EVENTS_A_DAY) / 3);
  expect(await expectDerivable(late)).toBe(stored.sessions.length);
}, 120_000);

/** The same world in each database; what OnTrack knows has its own id for an external one. */
async function found(db: Database): Promise<RaceWorld> {
  const world = await foundWorld(db, { projects: 12, definitions: 12 });
  for (const table of ["units", "projects", "task_definitions"])
    await db.pool.query(`UPDATE ${table} SET external_id = id::text`);
  await db.pool.query("UPDATE users SET username = 'user-' || id");
  return world;
}

/** A few hours of every day, in the order of their instants. */
function weekOf(world: RaceWorld): RaceEvent[] {
  return Array.from({ length: DAYS }, (_, day) =>
    mixedEvents(world, EVENTS_A_DAY, SEED + day).map(({ now, act, ...event }): RaceEvent => {
      const shift = day * DAY_MS;
      if (act.kind === "comment" || act.kind === "opening") return { ...event, now: addMs(now, shift), act };
      if (act.kind !== "beats") return { ...event, now: addMs(now, shift), act: { ...act, idempotencyKey: null } };
      const beats = act.beats.map((beat) => ({ ...beat, from: addMs(beat.from, shift), to: addMs(beat.to, shift) }));
      return { ...event, now: addMs(now, shift), act: { ...act, beats } };
    }),
  ).flat();
}

async function play(db: Database, events: readonly RaceEvent[]): Promise<void> {
  const player = new Player(db);
  for (const event of events) await player.play(event);
}

/** What OnTrack's backend has to tell of everything that was recorded. */
async function actsOf(db: Database): Promise<ReportedAct[]> {
  const { rows } = await db.pool.query<{
    user_id: UserId;
    unit_id: number;
    ip_address: string;
    created_at: Date;
    action: string;
    status_changed: boolean;
    project_id: number;
    task_definition_id: number;
  }>(
    `SELECT s.user_id, s.unit_id, s.ip_address, a.created_at, a.action, a.status_changed, a.project_id, a.task_definition_id
     FROM session_activities a JOIN marking_sessions s ON s.id = a.marking_session_id`,
  );
  return rows.map((row, index) => ({
    username: `user-${row.user_id}`,
    unit: String(row.unit_id),
    project: String(row.project_id),
    taskDefinition: String(row.task_definition_id),
    task: null,
    action: row.action,
    status: null,
    statusChanged: row.status_changed,
    at: instantOf(row.created_at),
    ipAddress: row.ip_address,
    idempotencyKey: keyOf(index),
    student: null,
    staff: false,
  }));
}
