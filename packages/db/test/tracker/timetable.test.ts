import type { BreakId, CampusId, TutorialId, UserId } from "@tutor-times/core/ids";
import { parseInstant, formatInstant } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { recompute } from "../../src/recompute";
import { makeCampus } from "../../src/testing/timetable-factories";
import { changeTimetable, type TimetableChange } from "../../src/timetable/change";
import { listTimetable } from "../../src/timetable/list";
import type { NewTutorial } from "../../src/timetable/tutorials";
import { at, caller, makeScene, sessionsOf, type Scene } from "./scene";

const date = parseLocalDate;

/** The scene's nine o'clock is on Wednesday, 8 October 2025; its unit's zone is UTC. */
const BEFORE_NINE = parseInstant("2025-10-08T08:00:00.000Z");

describe("changing the timetable of a unit", () => {
  let scene: Scene;
  let tutorial: NewTutorial;
  beforeEach(async () => {
    scene = await makeScene();
    tutorial = {
      abbreviation: "W1",
      tutorId: scene.tutor,
      streamId: null,
      campusId: null,
      meetingDay: "Wednesday",
      meetingTime: "9:00",
      durationMinutes: 60,
      from: date("2025-10-01"),
      to: date("2025-10-22"),
    };
  });
  afterEach(() => scene.db.drop());

  const change = async (made: TimetableChange, now = BEFORE_NINE, by: UserId = scene.convenor) =>
    changeTimetable(scene.db, (await caller(scene, by, now)).scope, { unitId: scene.unit.id, change: made, now });

  const listed = async () => {
    const { scope } = await caller(scene, scene.convenor, BEFORE_NINE);
    return listTimetable(scene.db, scope, scene.unit.id);
  };

  const onlyTutorial = async (): Promise<TutorialId> => {
    const [first] = (await listed()).tutorials;
    if (first === undefined) throw new Error("There is no tutorial.");
    return first.id;
  };

  const windows = async (): Promise<string[]> => {
    const { rows } = await scene.db.pool.query<{ start_time: Date; end_time: Date }>(
      "SELECT start_time, end_time FROM tutorial_windows ORDER BY start_time",
    );
    return rows.map((row) => `${row.start_time.toISOString().slice(5, 16)} ${row.end_time.toISOString().slice(11, 16)}`);
  };

  it("lays a new tutorial out from now on, and leaves what has passed as it was taught", async () => {
    await change({ kind: "add-tutorial", tutorial });
    expect(await windows()).toEqual(["10-08T09:00 10:00", "10-15T09:00 10:00", "10-22T09:00 10:00"]);
  });

  it("reads the wall time in the zone of its campus, over a change of the clocks", async () => {
    const campus = await makeCampus(scene.db, { timezone: "Europe/Berlin" });
    const berlin = { ...tutorial, campusId: campus.id as CampusId, from: date("2025-10-22"), to: date("2025-10-31") };
    await change({ kind: "add-tutorial", tutorial: berlin });
    expect(await windows()).toEqual(["10-22T07:00 08:00", "10-29T08:00 09:00"]);
  });

  it("keeps a meeting that has begun, and cancels and reinstates those that have not", async () => {
    await change({ kind: "add-tutorial", tutorial });
    const tutorialId = await onlyTutorial();
    for (const day of ["2025-10-08", "2025-10-15"]) {
      await change({ kind: "cancel-day", tutorialId, date: date(day) }, at(0));
    }
    expect(await windows()).toEqual(["10-08T09:00 10:00", "10-22T09:00 10:00"]);
    await change({ kind: "reinstate-day", tutorialId, date: date("2025-10-15") }, at(0));
    expect(await windows()).toEqual(["10-08T09:00 10:00", "10-15T09:00 10:00", "10-22T09:00 10:00"]);
  });

  it("moves a tutorial by ending it on one date and beginning it on the next, students and cancelled days with it", async () => {
    await change({ kind: "add-tutorial", tutorial });
    const tutorialId = await onlyTutorial();
    await scene.db.pool.query("INSERT INTO tutorial_enrolments (project_id, tutorial_id) SELECT id, $1 FROM projects", [
      tutorialId,
    ]);
    await scene.db.pool.query("UPDATE tutorials SET external_id = 'ontrack-7'");
    await change({ kind: "cancel-day", tutorialId, date: date("2025-10-16") });
    const move = { date: date("2025-10-15"), meetingDay: "Thursday", meetingTime: "14:30" } as const;
    await change({ kind: "move-tutorial", tutorialId, move });
    expect(await windows()).toEqual(["10-08T09:00 10:00"]);
    expect((await listed()).tutorials).toMatchObject([
      { id: tutorialId, from: "2025-10-01", to: "2025-10-14", cancelled: [], meetingDay: "Wednesday" },
      { from: "2025-10-15", to: "2025-10-22", cancelled: ["2025-10-16"], meetingDay: "Thursday", meetingTime: "14:30" },
    ]);
    const { rows } = await scene.db.pool.query(
      "SELECT t.meeting_day, t.external_id FROM tutorial_enrolments e JOIN tutorials t ON t.id = e.tutorial_id",
    );
    expect(rows).toEqual([{ meeting_day: "Thursday", external_id: "ontrack-7" }]);
  });

  it("ends a tutorial, changes whether a stream cuts, and the unit's dates and zone", async () => {
    await change({ kind: "add-stream", name: "Workshops", cutsSessions: true });
    const [stream] = (await listed()).streams;
    await change({ kind: "add-tutorial", tutorial: { ...tutorial, streamId: stream?.id ?? null } });
    await change({ kind: "end-tutorial", tutorialId: await onlyTutorial(), date: date("2025-10-15") });
    expect(await windows()).toEqual(["10-08T09:00 10:00", "10-15T09:00 10:00"]);
    await change({ kind: "set-unit", dates: { endDate: date("2025-10-10"), timezone: "Asia/Kathmandu" } }, at(0));
    expect(await windows()).toEqual(["10-08T09:00 10:00"]);
    await change({ kind: "set-unit", dates: { endDate: date("2025-12-01") } }, at(0));
    expect(await windows()).toEqual(["10-08T09:00 10:00", "10-15T03:15 04:15"]);
    if (stream === undefined) throw new Error("There is no stream.");
    await change({ kind: "set-stream", streamId: stream.id, cutsSessions: false }, at(0));
    const { rows } = await scene.db.pool.query("SELECT cuts_sessions FROM tutorial_windows ORDER BY start_time");
    expect(rows).toEqual([{ cuts_sessions: true }, { cuts_sessions: false }]);
  });

  it("holds nothing on the days of a break, except what has begun, and all of it again once the break is removed", async () => {
    await change({ kind: "add-tutorial", tutorial });
    const later = { ...tutorial, abbreviation: "T1", meetingDay: "Thursday" } as const;
    await change({ kind: "add-tutorial", tutorial: later });
    await change({ kind: "add-break", name: "A week off", from: date("2025-10-06"), to: date("2025-10-15") }, at(0));
    expect(await windows()).toEqual(["10-08T09:00 10:00", "10-16T09:00 10:00", "10-22T09:00 10:00"]);
    const [only] = (await listed()).breaks;
    expect(only).toMatchObject({ name: "A week off", from: "2025-10-06", to: "2025-10-15" });
    if (only === undefined) throw new Error("There is no break.");
    await change({ kind: "remove-break", breakId: only.id }, at(0));
    expect(await windows()).toEqual([
      "10-08T09:00 10:00",
      "10-09T09:00 10:00",
      "10-15T09:00 10:00",
      "10-16T09:00 10:00",
      "10-22T09:00 10:00",
    ]);
    const { rows } = await scene.db.pool.query("SELECT action FROM audit_entries ORDER BY id DESC LIMIT 2");
    expect(rows.map((row) => Reflect.get(Object(row), "action"))).toEqual([
      "unit.timetable.remove-break",
      "unit.timetable.add-break",
    ]);
  });

  it("touches sessions of the past only through a recomputation that asks for it", async () => {
    for (const minute of [50, 60, 70]) {
      await assessTask(scene.db, await caller(scene, scene.tutor, at(minute)), { ...scene.target, trigger: "discuss" });
    }
    await change({ kind: "add-tutorial", tutorial }, at(80));
    const request = { unitId: scene.unit.id, from: at(-600), now: at(90), actorId: scene.convenor, apply: true };
    expect(await recompute(scene.db, request)).toMatchObject({ differences: [] });
    expect(await recompute(scene.db, { ...request, timetable: true })).toMatchObject({ sessions: 1, differences: [{}, {}] });
    expect((await sessionsOf(scene)).map(({ start, end, duringTutorial }) => [start, end, duringTutorial])).toEqual([
      [at(50), at(60), true],
      [at(60), at(70), false],
    ]);
  });

  it("is logged with who, when and what", async () => {
    await change({ kind: "add-tutorial", tutorial });
    const { rows } = await scene.db.pool.query<{ created_at: Date }>(
      "SELECT actor_id, action, details, created_at FROM audit_entries",
    );
    expect(rows).toMatchObject([
      { actor_id: scene.convenor, action: "unit.timetable.add-tutorial", details: { tutorial: { meetingTime: "9:00" } } },
    ]);
    expect(rows.map((row) => row.created_at.toISOString())).toEqual([formatInstant(BEFORE_NINE)]);
  });

  it.each([
    ["a time that is none", { meetingTime: "24:00" }, "invalid", "meeting_time"],
    ["a tutorial that ends before it begins", { to: date("2025-09-01") }, "invalid", "to"],
    ["no name", { abbreviation: " " }, "invalid", "abbreviation"],
    ["a length of nothing", { durationMinutes: 0 }, "invalid", "duration_minutes"],
    ["a campus that is not there", { campusId: 999 as CampusId }, "not_found", "campus_id"],
  ])("refuses %s and leaves everything as it was", async (_what, wrong, code, field) => {
    await expect(change({ kind: "add-tutorial", tutorial: { ...tutorial, ...wrong } })).rejects.toMatchObject({ code, field });
    expect(await listed()).toEqual({ streams: [], tutorials: [], breaks: [] });
  });

  it("refuses a teacher who is not of the unit, a foreign tutorial, a move past its end, and whoever may not", async () => {
    await change({ kind: "add-tutorial", tutorial });
    const tutorialId = await onlyTutorial();
    const refusals: [TimetableChange, UserId, object][] = [
      [{ kind: "add-tutorial", tutorial: { ...tutorial, tutorId: scene.student } }, scene.convenor, { field: "tutor_id" }],
      [{ kind: "cancel-day", tutorialId: 999 as TutorialId, date: date("2025-10-15") }, scene.convenor, { code: "not_found" }],
      [{ kind: "move-tutorial", tutorialId, move: { date: date("2025-10-23") } }, scene.convenor, { field: "date" }],
      [{ kind: "set-unit", dates: { endDate: date("2020-01-01") } }, scene.convenor, { field: "end_date" }],
      [{ kind: "add-break", name: "Easter", from: date("2025-10-10"), to: date("2025-10-09") }, scene.convenor, { field: "to" }],
      [{ kind: "add-break", name: " ", from: date("2025-10-09"), to: date("2025-10-10") }, scene.convenor, { field: "name" }],
      [{ kind: "remove-break", breakId: 999 as BreakId }, scene.convenor, { field: "break_id" }],
      [{ kind: "cancel-day", tutorialId, date: date("2025-10-15") }, scene.tutor, { code: "forbidden" }],
    ];
    const before = await windows();
    for (const [made, by, refusal] of refusals) await expect(change(made, BEFORE_NINE, by)).rejects.toMatchObject(refusal);
    expect(await windows()).toEqual(before);
  });
});
