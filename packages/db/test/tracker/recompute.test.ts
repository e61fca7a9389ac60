import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { recordBeats } from "../../src/acts/record-beats";
import { recompute } from "../../src/recompute";
import { changePolicy } from "../../src/unit-policy";
import { deleteSession } from "../../src/sessions/deletion";
import { makeTutorial } from "../../src/testing/timetable-factories";
import { at, caller, makeScene, sessionsOf, type Scene } from "./scene";

describe("recomputing a unit", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await makeScene();
    for (const minute of [0, 12, 40]) {
      await assessTask(scene.db, await caller(scene, scene.tutor, at(minute)), { ...scene.target, trigger: "discuss" });
    }
    await recordBeats(scene.db, await caller(scene, scene.tutor, at(45)), [
      { target: scene.target, from: at(41), to: at(45), kind: "reading" },
    ]);
  });
  afterEach(() => scene.db.drop());

  const request = (apply: boolean) => ({ unitId: scene.unit.id, from: at(-600), now: at(100), actorId: null, apply });

  it("changes nothing where nothing changed", async () => {
    const before = await sessionsOf(scene);
    expect(await recompute(scene.db, request(true))).toEqual({ sessions: 2, differences: [] });
    expect(await sessionsOf(scene)).toEqual(before);
  });

  it("shows the difference that a policy entered with an earlier instant makes, then makes it, and logs it", async () => {
    const policy = { thresholdMinutes: 10, floorMinutes: 3 };
    const before = await sessionsOf(scene);
    const shown = await recompute(scene.db, { ...request(false), policy });
    expect(shown.differences.map(({ after }) => after && [after.start, after.end, after.durationMinutes])).toEqual([
      [at(0), at(0), 3],
      [at(12), at(12), 3],
    ]);
    expect(await sessionsOf(scene)).toEqual(before);
    expect(await recompute(scene.db, { ...request(true), policy })).toEqual(shown);
    expect((await sessionsOf(scene)).map(({ start, end }) => [start, end])).toEqual([
      [at(0), at(0)],
      [at(12), at(12)],
      [at(40), at(45)],
    ]);
    expect(await recompute(scene.db, request(false))).toEqual({ sessions: 3, differences: [] });
    const { rows } = await scene.db.pool.query("SELECT action, details->>'changed' AS changed FROM audit_entries");
    expect(rows).toEqual([{ action: "unit.recompute", changed: "2" }]);
  });

  it("cuts by a tutorial that was entered for the past, and leaves deleted sessions as they are", async () => {
    const { scope } = await caller(scene, scene.convenor, at(50));
    const [first, second] = await sessionsOf(scene);
    await deleteSession(scene.db, scope, { sessionId: first?.id ?? (0 as never), reason: "A test of the desk.", now: at(50) });
    const { rows } = await scene.db.pool.query<{ id: number }>("SELECT id FROM unit_roles WHERE user_id = $1", [scene.tutor]);
    const role = { id: rows[0]?.id ?? 0, unitId: scene.unit.id, userId: scene.tutor };
    await makeTutorial(scene.db, { unit: scene.unit, role, meetingDay: "Wednesday", meetingTime: "9:43", durationMinutes: 60 });
    await recompute(scene.db, { ...request(true), timetable: true });
    expect(await sessionsOf(scene)).toMatchObject([
      { id: second?.id, start: at(40), end: at(43), duringTutorial: false, continues: false, activities: 1 },
      { start: at(43), end: at(45), duringTutorial: true, continues: true, activities: 0 },
    ]);
    const deleted = await scene.db.pool.query("SELECT id FROM marking_sessions WHERE deleted_at IS NOT NULL");
    expect(deleted.rows).toEqual([{ id: first?.id }]);
  });

  it("is another thing than changing the policy, which holds from then on and leaves the past alone", async () => {
    const { scope } = await caller(scene, scene.convenor, at(60));
    const before = await sessionsOf(scene);
    const change = { thresholdMinutes: 10 };
    const policy = await changePolicy(scene.db, scope, { unitId: scene.unit.id, change, now: at(60) });
    expect(policy).toEqual({ effectiveAt: at(60), thresholdMinutes: 10, floorMinutes: 5, splitAtTutorials: true });
    expect(await recompute(scene.db, request(false))).toMatchObject({ differences: [] });
    expect(await sessionsOf(scene)).toEqual(before);
    await expect(
      changePolicy(scene.db, scope, { unitId: scene.unit.id, change: { floorMinutes: 6 }, now: at(61) }),
    ).rejects.toMatchObject({
      code: "invalid",
      field: "floor_minutes",
    });
    const tutor = await caller(scene, scene.tutor, at(61));
    await expect(changePolicy(scene.db, tutor.scope, { unitId: scene.unit.id, change, now: at(61) })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("refuses a range whose evidence is no longer complete", async () => {
    await scene.db.pool.query("DELETE FROM attention_stretches");
    await expect(recompute(scene.db, request(true))).rejects.toMatchObject({ code: "conflict", field: "from" });
    const sessions = await sessionsOf(scene);
    expect(sessions).toHaveLength(2);
  });

  it.each([
    ["just after what was given up", 30],
    ["within a sitting that began before it", 42],
  ])(
    "refuses one that begins %s, and so does a deletion nearby: neither drops what it cannot bear out",
    async (_where, minute) => {
      await scene.db.pool.query("DELETE FROM session_activities WHERE created_at < $1", [new Date(at(minute - 1))]);
      const before = await sessionsOf(scene);
      const refusal = { code: "conflict", message: expect.stringMatching(/is no longer complete/) };
      await expect(recompute(scene.db, { ...request(true), from: at(minute) })).rejects.toMatchObject(refusal);
      const { scope } = await caller(scene, scene.convenor, at(100));
      const second = before[1]?.id ?? (0 as never);
      if (minute === 30)
        await expect(
          deleteSession(scene.db, scope, { sessionId: second, reason: "Nobody.", now: at(100) }),
        ).rejects.toMatchObject(refusal);
      expect(await sessionsOf(scene)).toEqual(before);
      expect(await recompute(scene.db, { ...request(true), from: at(200) })).toEqual({ sessions: 0, differences: [] });
    },
  );
});
