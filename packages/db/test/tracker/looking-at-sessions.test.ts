import type { SessionId } from "@tutor-times/core/ids";
import { MINUTE_MS } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { recordActivity } from "../../src/acts/record-activity";
import { recordBeats } from "../../src/acts/record-beats";
import { tutorReport } from "../../src/reports/tutor-report";
import { browseSessions, type SessionSearch } from "../../src/sessions/browse-sessions";
import { deleteSession } from "../../src/sessions/deletion";
import { showSession } from "../../src/sessions/show-session";
import { at, caller, makeScene, sessionsOf, type Scene } from "./scene";

describe("looking at sessions", () => {
  let scene: Scene;
  /** 9:00 to 9:10 with attention and an assessment, 10:00 a single act, 11:00 to 11:05. */
  let [long, short, removed]: (SessionId | undefined)[] = [];

  beforeAll(async () => {
    scene = await makeScene();
    const { db, target, tutor } = scene;
    const me = (minute: number) => caller(scene, tutor, at(minute));
    await recordActivity(db, await me(0), { ...target, action: "get-submission-details" });
    await recordBeats(db, await me(5), [{ target, from: at(1), to: at(5), kind: "reading" }]);
    await assessTask(db, await me(10), { ...target, trigger: "complete" });
    await recordActivity(db, await me(60), { ...target, action: "get-comments" });
    await recordActivity(db, await me(120), { ...target, action: "get-comments" });
    await recordBeats(db, await me(125), [{ target, from: at(121), to: at(125), kind: "typing" }]);
    [long, short, removed] = (await sessionsOf(scene)).map(({ id }) => id);
    const { scope } = await caller(scene, scene.convenor, at(200));
    await deleteSession(db, scope, { sessionId: idOf(removed), reason: "It was a demonstration.", now: at(200) });
  });
  afterAll(() => scene.db.drop());

  const idOf = (id: SessionId | undefined): SessionId => {
    if (id === undefined) throw new Error("The scene lacks a session.");
    return id;
  };

  async function show(id: SessionId | undefined, userId = scene.tutor) {
    const { scope } = await caller(scene, userId, at(0));
    return showSession(scene.db, scope, { sessionId: idOf(id), now: at(300) });
  }

  async function browse(search: Partial<SessionSearch>, userId = scene.tutor) {
    const { scope } = await caller(scene, userId, at(0));
    const days = {
      from: at(-60),
      to: at(600),
      order: "start",
      descending: false,
      limit: 50,
      offset: 0,
      withRemoved: false,
    } as const;
    const found = await browseSessions(scene.db, scope, { ...days, ...search });
    return { ...found, sessions: found.sessions.map(({ id, countedMs }) => [id, countedMs / MINUTE_MS]) };
  }

  it("a session shows its acts in order, its attention, and where its time went", async () => {
    const shown = await show(long);
    expect(shown.activities.map(({ at: moment, action, task }) => [moment, action, task?.student.id])).toEqual([
      [at(0), "get-submission-details", scene.student],
      [at(10), "assessing", scene.student],
    ]);
    expect(shown.stretches).toMatchObject([{ start: at(1), end: at(5), kind: "reading" }]);
    expect(shown.spent).toMatchObject([{ observedMs: 4 * MINUTE_MS, estimatedMs: 5 * MINUTE_MS }]);
    expect(shown.unattributedMs).toBe(MINUTE_MS);
    expect(shown.bounds).toEqual({
      begins: { why: "silence", other: null, at: null },
      ends: { why: "silence", other: short, at: at(60) },
    });
  });

  it("a removed session keeps what it was made of, and says who removed it and why", async () => {
    const { session, stretches, activities, spent } = await show(removed);
    expect(session.removed).toMatchObject({ at: at(200), reason: "It was a demonstration." });
    expect([activities.length, stretches.length]).toEqual([1, 1]);
    expect(spent).toMatchObject([{ observedMs: 4 * MINUTE_MS }]);
  });

  it("whoever may not see a session gets the answer of one that does not exist", async () => {
    await expect(show(long, scene.student)).rejects.toMatchObject({ code: "not_found" });
    await expect(show(4711 as SessionId)).rejects.toMatchObject({ code: "not_found" });
    expect((await show(long, scene.convenor)).session.id).toBe(long);
    expect(await browse({}, scene.student)).toEqual({ sessions: [], total: 0, removed: 0 });
  });

  it("the sessions of a figure are those with a part in its days, each with what of it counts in them", async () => {
    expect(await browse({})).toEqual({
      sessions: [
        [long, 10],
        [short, 5],
      ],
      total: 2,
      removed: 1,
    });
    expect(await browse({ from: at(4), to: at(58) })).toEqual({
      sessions: [
        [long, 6],
        [short, 3],
      ],
      total: 2,
      removed: 0,
    });
    expect((await browse({ from: at(10), to: at(50) })).sessions).toEqual([]);
  });

  it("sessions are sorted, filtered and cut to pages, and removed ones shown when asked for", async () => {
    const ids = async (search: Partial<SessionSearch>) => (await browse(search)).sessions.map(([id]) => id);
    expect(await ids({ order: "length", descending: true })).toEqual([long, short]);
    expect(await ids({ order: "start", descending: true, limit: 1, offset: 1 })).toEqual([long]);
    expect(await ids({ acts: "assessed" })).toEqual([long]);
    expect(await ids({ acts: "comments" })).toEqual([]);
    expect(await ids({ tutorials: "in" })).toEqual([]);
    expect(await ids({ tutorials: "outside", withRemoved: true })).toEqual([long, short, removed]);
    expect(await ids({ studentId: scene.student, taskDefinitionId: scene.target.taskDefinitionId })).toEqual([long, short]);
    expect(await ids({ studentId: scene.tutor })).toEqual([]);
  });

  it("a report until an instant leaves out what lies after it", async () => {
    const { scope } = await caller(scene, scene.tutor, at(0));
    const days = { from: parseLocalDate("2025-10-07"), to: parseLocalDate("2025-10-09"), timezone: "UTC" };
    const until = async (minute: number) =>
      (await tutorReport(scene.db, scope, { userId: scene.tutor, ...days, until: at(minute) })).days.map(
        ({ markingMs }) => markingMs / MINUTE_MS,
      );
    expect(await until(4)).toEqual([0, 4, 0]);
    expect(await until(58)).toEqual([0, 13, 0]);
    expect(await until(10_000)).toEqual([0, 15, 0]);
    expect(await until(-10_000)).toEqual([0, 0, 0]);
  });
});
