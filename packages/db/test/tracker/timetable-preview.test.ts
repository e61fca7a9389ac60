import type { StreamId, TutorialId } from "@tutor-times/core/ids";
import { DAY_MS, MINUTE_MS, addMs } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { makeStream, makeTutorial } from "../../src/testing/timetable-factories";
import type { TimetableChange } from "../../src/timetable/change";
import { previewTimetable } from "../../src/timetable/preview";
import { at, caller, makeScene, sessionsOf, type Scene } from "./scene";

const date = parseLocalDate;
const min = (minutes: number) => minutes * MINUTE_MS;

/** A week after the scene's Wednesday, 8 October 2025: last week is that Wednesday's, from 6 to 12 October. */
const NOW = addMs(at(0), 7 * DAY_MS);

describe("what a change of the timetable would have done to last week", () => {
  let scene: Scene;
  let tutorialId: TutorialId;
  let streamId: StreamId;
  beforeEach(async () => {
    scene = await makeScene();
    const { rows } = await scene.db.pool.query<{ id: number }>("SELECT id FROM unit_roles WHERE user_id = $1", [scene.tutor]);
    const role = { id: rows[0]?.id ?? 0, unitId: scene.unit.id, userId: scene.tutor };
    const stream = await makeStream(scene.db, { unitId: scene.unit.id });
    streamId = stream.id as StreamId;
    // From 9:30 to 10:30; the tutor marks from 9:20 to 10:00.
    const meeting = { meetingDay: "Wednesday", meetingTime: "9:30", durationMinutes: 60 } as const;
    ({ id: tutorialId } = await makeTutorial(scene.db, { unit: scene.unit, role, stream, ...meeting }));
    for (const minute of [20, 33, 46, 59, 60]) {
      await assessTask(scene.db, await caller(scene, scene.tutor, at(minute)), { ...scene.target, trigger: "discuss" });
    }
  });
  afterEach(() => scene.db.drop());

  const preview = async (change: TimetableChange) => {
    const { scope } = await caller(scene, scene.convenor, NOW);
    const found = await previewTimetable(scene.db, scope, { unitId: scene.unit.id, change, now: NOW });
    expect([found.from, found.to]).toEqual(["2025-10-06", "2025-10-12"]);
    return found.figures.map(({ userId, before, after }) => {
      expect(userId).toBe(scene.tutor);
      return [before.sessions, before.inTutorialsMs, after.sessions, after.inTutorialsMs];
    });
  };

  const wednesday = date("2025-10-22");

  it.each<[string, () => TimetableChange, number, number]>([
    ["a stream that does not cut", () => ({ kind: "set-stream", streamId, cutsSessions: false }), 1, 30],
    ["a cancelled day", () => ({ kind: "cancel-day", tutorialId, date: wednesday }), 1, 0],
    ["a break over the weekday", () => ({ kind: "add-break", name: "Off", from: date("2025-10-21"), to: wednesday }), 1, 0],
    ["a longer break", () => ({ kind: "add-break", name: "Off", from: date("2025-10-20"), to: date("2025-11-20") }), 1, 0],
    ["an end", () => ({ kind: "end-tutorial", tutorialId, date: wednesday }), 1, 0],
    ["a move", () => ({ kind: "move-tutorial", tutorialId, move: { date: wednesday, meetingTime: "9:40" } }), 2, 20],
    ["another zone", () => ({ kind: "set-unit", dates: { timezone: "Asia/Tokyo" } }), 1, 0],
  ])("%s", async (_what, change, sessions, minutes) => {
    expect(await preview(change())).toEqual([[2, min(30), sessions, min(minutes)]]);
  });

  it("says nothing of a change that would not have touched it, and changes nothing itself", async () => {
    const before = await sessionsOf(scene);
    const windows = async () => (await scene.db.pool.query("SELECT * FROM tutorial_windows ORDER BY id")).rows;
    const laidOut = await windows();
    expect(await preview({ kind: "cancel-day", tutorialId, date: date("2025-10-23") })).toEqual([]);
    expect(await preview({ kind: "add-stream", name: "Another", cutsSessions: true })).toEqual([]);
    await preview({ kind: "end-tutorial", tutorialId, date: wednesday });
    expect(await sessionsOf(scene)).toEqual(before);
    expect(await windows()).toEqual(laidOut);
    const { rows } = await scene.db.pool.query("SELECT 1 FROM audit_entries");
    expect(rows).toEqual([]);
  });

  it("is refused as the change would be, and to whom the change would be", async () => {
    const { scope } = await caller(scene, scene.convenor, NOW);
    const unknown = { kind: "cancel-day", tutorialId: 999 as TutorialId, date: wednesday } as const;
    const asked = { unitId: scene.unit.id, change: unknown, now: NOW };
    await expect(previewTimetable(scene.db, scope, asked)).rejects.toMatchObject({ code: "not_found" });
    const tutor = (await caller(scene, scene.tutor, NOW)).scope;
    await expect(previewTimetable(scene.db, tutor, asked)).rejects.toMatchObject({ code: "forbidden" });
  });
});
