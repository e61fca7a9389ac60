import { setTimeout as wait } from "node:timers/promises";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { recompute } from "../../src/recompute";
import { changeTimetable } from "../../src/timetable/change";
import { changePolicy } from "../../src/unit-policy";
import { at, caller, makeScene, sessionsOf, type Scene } from "../tracker/scene";

describe("a change of a unit's rules", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await makeScene();
  });
  afterEach(() => scene.db.drop());

  const mark = async (minute: number, by = scene.tutor) =>
    assessTask(scene.db, await caller(scene, by, at(minute)), {
      ...scene.target,
      trigger: minute % 2 === 0 ? "discuss" : "redo",
    });

  const scope = async () => (await caller(scene, scene.convenor, at(0))).scope;

  const recomputed = () =>
    recompute(scene.db, { unitId: scene.unit.id, from: at(-600), now: at(600), actorId: null, apply: false });

  /** Runs `change` while another transaction keeps it waiting, and `meanwhile` until one of its statements waits, too. */
  async function heldUp(table: string, change: () => Promise<unknown>, meanwhile: () => Promise<unknown>): Promise<void> {
    const client = await scene.db.pool.connect();
    try {
      await client.query(`BEGIN; LOCK TABLE ${table} IN EXCLUSIVE MODE`);
      const changed = change();
      await waiting(1);
      const done = meanwhile();
      await waiting(2);
      await client.query("COMMIT");
      await Promise.all([changed, done]);
    } finally {
      client.release();
    }
  }

  async function waiting(locks: number): Promise<void> {
    for (;;) {
      const { rows } = await scene.db.pool.query<{ waiting: number }>(
        "SELECT count(*) AS waiting FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT l.granted AND d.datname = current_database()",
      );
      if ((rows[0]?.waiting ?? 0) >= locks) return;
      await wait(5);
    }
  }

  it("of policy judges what arrived after it and was saved before it", async () => {
    await mark(0);
    await mark(5);
    await changePolicy(scene.db, await scope(), {
      unitId: scene.unit.id,
      change: { thresholdMinutes: 2, floorMinutes: 1 },
      now: at(1),
    });
    expect((await sessionsOf(scene)).map(({ start, end }) => [start, end])).toEqual([
      [at(0), at(0)],
      [at(5), at(5)],
    ]);
    expect(await recomputed()).toMatchObject({ differences: [] });
  });

  it("of the timetable cuts what arrived after it and was saved before it", async () => {
    for (const minute of [0, 12, 24]) await mark(minute);
    const tutorial = {
      abbreviation: "W1",
      tutorId: scene.tutor,
      streamId: null,
      campusId: null,
      meetingDay: "Wednesday" as const,
      meetingTime: "9:10",
      durationMinutes: 60,
      from: parseLocalDate("2025-10-08"),
      to: null,
    };
    const change = { kind: "add-tutorial" as const, tutorial };
    await changeTimetable(scene.db, await scope(), { unitId: scene.unit.id, change, now: at(5) });
    expect((await sessionsOf(scene)).map(({ start, end }) => [start, end])).toEqual([
      [at(0), at(10)],
      [at(10), at(24)],
    ]);
    expect(await recomputed()).toMatchObject({ differences: [] });
  });

  it("makes an act wait that comes while it is being saved, also of somebody who has no session yet", async () => {
    await heldUp(
      "unit_policies",
      async () =>
        recompute(scene.db, {
          unitId: scene.unit.id,
          from: at(-10),
          now: at(1),
          actorId: null,
          policy: { floorMinutes: 1 },
          apply: true,
        }),
      () => mark(0, scene.convenor),
    );
    expect((await sessionsOf(scene)).map(({ durationMinutes }) => durationMinutes)).toEqual([1]);
    expect(await recomputed()).toMatchObject({ sessions: 1, differences: [] });
  });
});
