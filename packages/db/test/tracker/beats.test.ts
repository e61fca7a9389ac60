import { addMs, MINUTE_MS, SECOND_MS } from "@tutor-times/core/instant";
import { describe, expect, it } from "vitest";
import { recordBeats } from "../../src/acts/record-beats";
import { assessTask } from "../../src/acts/assess-task";
import { currentSessions } from "../../src/sessions/current-sessions";
import { deleteSession, restoreSession } from "../../src/sessions/deletion";
import { attentionPerTask } from "../../src/reports/attention-per-task";
import { makeUnit, makeUser } from "../../src/testing/factories";
import { at, caller, makeScene, rowCounts, sessionsOf } from "./scene";

describe("beats", () => {
  it("get a verdict each, and what is refused leaves nothing", async () => {
    const scene = await makeScene();
    const elsewhere = await makeUnit(scene.db);
    const beat = (from: number, to: number) => ({ target: scene.target, from: at(from), to: at(to), kind: "reading" as const });
    const verdicts = await recordBeats(scene.db, await caller(scene, scene.tutor, at(20)), [
      beat(19, 20),
      beat(4.99, 5.5),
      beat(19, 23),
      beat(18, 18),
      beat(19, 25),
      { target: { unitId: elsewhere.id }, from: at(19), to: at(20), kind: "reading" },
      {
        target: { ...scene.target, projectId: 999_999 as typeof scene.target.projectId },
        from: at(19),
        to: at(20),
        kind: "reading",
      },
    ]);
    expect(verdicts).toEqual(["recorded", "too_old", "in_future", "invalid", "invalid", "ignored", "ignored"]);
    expect(await sessionsOf(scene)).toMatchObject([{ start: at(19), end: at(20), activeMs: MINUTE_MS, durationMinutes: 5 }]);
    await scene.db.drop();
  });

  it("of a unit that does not exist are ignored, for an admin too", async () => {
    const scene = await makeScene();
    await scene.db.pool.query("UPDATE users SET system_role = 'admin' WHERE id = $1", [scene.tutor]);
    const verdicts = await recordBeats(scene.db, await caller(scene, scene.tutor, at(1)), [
      { target: { unitId: 999_999 as typeof scene.unit.id }, from: at(0), to: at(1), kind: "reading" },
    ]);
    expect(verdicts).toEqual(["ignored"]);
    await scene.db.drop();
  });

  it("of one long day are a handful of rows: 100,000 of them", async () => {
    const scene = await makeScene();
    const day = 14 * 60 * 60;
    const beats = Array.from({ length: 100_000 }, (_, index) => {
      const start = (index * 7919) % day;
      return { start, kind: start % 3600 < 600 ? ("typing" as const) : ("reading" as const) };
    }).toSorted((a, b) => Math.floor(a.start / 300) - Math.floor(b.start / 300));
    for (let first = 0; first < beats.length; first += 100) {
      const batch = beats.slice(first, first + 100);
      const latest = Math.max(...batch.map(({ start }) => start)) + 2;
      const verdicts = await recordBeats(
        scene.db,
        await caller(scene, scene.tutor, addMs(at(0), latest * SECOND_MS)),
        batch.map(({ start, kind }) => ({
          target: scene.target,
          from: addMs(at(0), start * SECOND_MS),
          to: addMs(at(0), (start + 2) * SECOND_MS),
          kind,
        })),
      );
      expect(new Set(verdicts)).toEqual(new Set(["recorded"]));
    }
    const sessions = await sessionsOf(scene);
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.activeMs).toBe((sessions[0]?.end ?? 0) - (sessions[0]?.start ?? 0));
    expect((await rowCounts(scene))["attention_stretches"]).toBeLessThan(40);
    await scene.db.drop();
  });

  it("are what is being counted right now until the threshold has passed", async () => {
    const scene = await makeScene();
    await recordBeats(scene.db, await caller(scene, scene.tutor, at(3)), [
      { target: scene.target, from: at(0), to: at(3), kind: "reading" },
    ]);
    const open = { unitId: scene.unit.id, start: at(0), end: at(3), activeMs: 3 * MINUTE_MS };
    expect(await currentSessions(scene.db, await caller(scene, scene.tutor, addMs(at(18), -1)))).toMatchObject([open]);
    expect(await currentSessions(scene.db, await caller(scene, scene.tutor, at(18)))).toEqual([]);
    await scene.db.drop();
  });
});

describe("deleting and restoring a session", () => {
  it("takes its evidence out and puts all of it back", async () => {
    const scene = await makeScene();
    await recordBeats(scene.db, await caller(scene, scene.tutor, at(4)), [
      { target: scene.target, from: at(0), to: at(4), kind: "reading" },
    ]);
    await assessTask(scene.db, await caller(scene, scene.tutor, at(5)), { ...scene.target, trigger: "complete" });
    const before = await sessionsOf(scene);
    const sessionId = before[0]?.id ?? (0 as never);
    const { scope } = await caller(scene, scene.convenor, at(6));
    await deleteSession(scene.db, scope, { sessionId, reason: "A test of the desk.", now: at(6) });
    expect(await sessionsOf(scene)).toEqual([]);
    expect(await attentionPerTask(scene.db, scope, { from: at(-60), to: at(60) })).toEqual([]);
    await recordBeats(scene.db, await caller(scene, scene.tutor, at(7)), [
      { target: scene.target, from: at(3), to: at(7), kind: "reading" },
    ]);
    expect(await sessionsOf(scene)).toMatchObject([{ start: at(5), end: at(7), activeMs: 2 * MINUTE_MS }]);
    await restoreSession(scene.db, scope, { sessionId, now: at(8) });
    expect(await sessionsOf(scene)).toMatchObject([
      { id: sessionId, start: at(0), end: at(7), activeMs: 6 * MINUTE_MS, activities: 1, assessments: 1 },
    ]);
    expect(await attentionPerTask(scene.db, scope, { from: at(-60), to: at(60) })).toMatchObject([{ activeMs: 6 * MINUTE_MS }]);
    await scene.db.drop();
  });

  it("is for convenors, with a reason, and not for one's own sessions", async () => {
    const scene = await makeScene();
    for (const userId of [scene.tutor, scene.convenor]) {
      await assessTask(scene.db, await caller(scene, userId, at(0)), { ...scene.target, trigger: "redo" });
    }
    const sessions = await sessionsOf(scene);
    const idOf = (userId: number) => sessions.find((session) => session.userId === userId)?.id ?? (0 as never);
    const attempt = async (by: typeof scene.tutor, of: number, reason = "Why not.") => {
      const { scope } = await caller(scene, by, at(1));
      return deleteSession(scene.db, scope, { sessionId: idOf(of), reason, now: at(1) });
    };
    await expect(attempt(scene.tutor, scene.tutor)).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(scene.tutor, scene.convenor)).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt((await makeUser(scene.db)).id, scene.convenor)).rejects.toMatchObject({ code: "not_found" });
    await expect(attempt(scene.convenor, scene.convenor)).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(scene.convenor, scene.tutor, " ")).rejects.toMatchObject({ code: "invalid", field: "reason" });
    await attempt(scene.convenor, scene.tutor);
    await expect(attempt(scene.convenor, scene.tutor)).rejects.toMatchObject({ code: "not_found" });
    await scene.db.drop();
  });
});
