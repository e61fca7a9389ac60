import { HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import type { UserId } from "@tutor-times/core/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addComment } from "../../src/acts/comments";
import { assessTask } from "../../src/acts/assess-task";
import { recordBeats } from "../../src/acts/record-beats";
import { setAllottedHours } from "../../src/allotted-hours";
import { forecast } from "../../src/reports/forecast";
import { hoursReport } from "../../src/reports/hours-report";
import { turnaround } from "../../src/reports/turnaround";
import { makeProject, makeTask, makeTaskDefinition, makeUser } from "../../src/testing/factories";
import { makeTutorial } from "../../src/testing/timetable-factories";
import { at, caller, makeScene, type Scene } from "./scene";

/** Of every student: submitted at nine, read for this many minutes from `at(60 * n)` on, then assessed. */
const READ_MINUTES = [4, 1, 3, 5, 2];

describe("the workload of a unit", () => {
  let scene: Scene;
  const scopeOf = async (userId: UserId) => (await caller(scene, userId, at(600))).scope;
  const request = () => ({ unitId: scene.unit.id, now: at(600) });

  beforeAll(async () => {
    scene = await makeScene();
    const { db, unit, tutor } = scene;
    const role = await db.pool.query<{ id: number }>("SELECT id FROM unit_roles WHERE user_id = $1", [tutor]);
    const ofTutor = { id: role.rows[0]?.id ?? 0, unitId: unit.id, userId: tutor };
    const tutorial = await makeTutorial(db, { unit, role: ofTutor, meetingTime: "9:59", durationMinutes: 5 });
    const quiz = await makeTaskDefinition(db, { unitId: unit.id });
    for (const [index, minutes] of [...READ_MINUTES, null, null].entries()) {
      const student = await makeUser(db);
      const project = await makeProject(db, { unitId: unit.id, userId: student.id });
      await db.pool.query("INSERT INTO tutorial_enrolments (project_id, tutorial_id) VALUES ($1, $2)", [project.id, tutorial.id]);
      const taskDefinitionId = index === 6 ? quiz.id : scene.target.taskDefinitionId;
      const task = await makeTask(db, { projectId: project.id, taskDefinitionId });
      const target = { projectId: project.id, taskDefinitionId };
      const acting = await caller(scene, student.id, at(0));
      await assessTask(db, acting, { ...target, trigger: "ready_for_feedback" });
      await db.pool.query("INSERT INTO submissions (task_id, submitted_at, text) VALUES ($1, $2, 'a'), ($1, $3, 'b')", [
        task.id,
        new Date(at(0)),
        new Date(at(30)),
      ]);
      if (minutes === null) continue;
      const start = 60 * (index + 1);
      const beat = { target, from: at(start), to: at(start + minutes), kind: "reading" as const };
      await recordBeats(db, await caller(scene, tutor, at(start + minutes)), [beat]);
      await assessTask(db, await caller(scene, tutor, at(start + minutes)), { ...target, trigger: "discuss" });
    }
  });
  afterAll(() => scene.db.drop());

  it("takes as long as the median of its tasks says, and names those of which too little is known", async () => {
    const told = await forecast(scene.db, await scopeOf(scene.convenor), request());
    const estimate = { lowerMs: 2 * MINUTE_MS, medianMs: 3 * MINUTE_MS, upperMs: 4 * MINUTE_MS };
    expect(told.unit).toMatchObject({ awaiting: 2, unknown: 1, estimate, leftMs: null, outlook: null });
    expect(told.unit.definitions.map(({ awaiting, oldest, spread }) => [awaiting, oldest, spread?.count ?? null])).toEqual(
      expect.arrayContaining([
        [1, at(0), 5],
        [1, at(0), null],
      ]),
    );
    const [first, second] = told.tutors
      .map(({ user, awaiting }) => [user.id, awaiting])
      .toSorted((a, b) => Number(a[0]) - Number(b[0]));
    expect([first, second]).toEqual([
      [scene.tutor, 2],
      [scene.convenor, 0],
    ]);
  });

  it("is held against the hours left, with or without marking during tutorials, and warns its tutor", async () => {
    const { db, unit, tutor, convenor } = scene;
    const scope = await scopeOf(convenor);
    const hours = { totalMinutes: 25, weeklyMinutes: 24, countsTutorials: true };
    await setAllottedHours(db, scope, { unitId: unit.id, userId: tutor, hours, now: at(600) });
    // Five sittings, of 4, 1, 3, 5 and 2 minutes, each counted at least five; the first minute and a half of them begin in
    // the tutorial of 9:59 to 10:04.
    const own = await hoursReport(db, await scopeOf(tutor), request());
    expect(own.tutors).toMatchObject([
      {
        user: { id: tutor },
        total: { usedMs: 25 * MINUTE_MS, leftMs: 0, warning: "over" },
        week: { usedMs: 25 * MINUTE_MS, leftMs: -MINUTE_MS, warning: "over" },
      },
    ]);
    await setAllottedHours(db, scope, {
      unitId: unit.id,
      userId: tutor,
      hours: { ...hours, countsTutorials: false },
      now: at(600),
    });
    const all = await hoursReport(db, scope, request());
    expect(all.tutors).toHaveLength(2);
    expect(all.tutors.find(({ user }) => user.id === tutor)?.total).toEqual({
      usedMs: 20 * MINUTE_MS,
      leftMs: 5 * MINUTE_MS,
      warning: "near",
    });
    const told = await forecast(db, scope, request());
    expect(told.tutors.find(({ user }) => user.id === tutor)).toMatchObject({ leftMs: 5 * MINUTE_MS, unknown: 1, outlook: null });
    const { rows } = await db.pool.query("SELECT action FROM audit_entries");
    expect(rows).toEqual([{ action: "unit.hours" }, { action: "unit.hours" }]);
  });

  it("says how long students waited for the first feedback since they first submitted, and who waits longest", async () => {
    const scope = await scopeOf(scene.convenor);
    const found = await turnaround(scene.db, scope, { unitId: scene.unit.id, from: at(0), to: at(600) });
    const spread = {
      lowerMs: 2 * HOUR_MS + MINUTE_MS,
      medianMs: 3 * HOUR_MS + 3 * MINUTE_MS,
      upperMs: 4 * HOUR_MS + 5 * MINUTE_MS,
    };
    expect(found.overall).toEqual({ ...spread, count: 5 });
    expect(found.perTutor.get(scene.tutor)).toEqual(found.overall);
    expect(found.perDefinition.get(scene.target.taskDefinitionId)).toEqual(found.overall);
    expect(found.waiting.filter(({ userId }) => userId === null).map(({ awaiting, oldest }) => [awaiting, oldest])).toEqual([
      [1, at(0)],
      [1, at(0)],
    ]);
    const short = await turnaround(scene.db, scope, { unitId: scene.unit.id, from: at(0), to: at(300) });
    expect([short.overall, short.perTutor.size]).toEqual([null, 0]);
  });

  it("counts a comment as feedback, after which a new submission waits anew", async () => {
    const { db, unit, tutor, convenor } = scene;
    const waiting = await db.pool.query<{ id: number; project_id: number; task_definition_id: number }>(
      "SELECT id, project_id, task_definition_id FROM tasks WHERE status = 'ready_for_feedback' ORDER BY id LIMIT 1",
    );
    const [task] = waiting.rows;
    if (task === undefined) throw new Error("Nothing waits.");
    const target = { projectId: task.project_id as never, taskDefinitionId: task.task_definition_id as never };
    await addComment(db, await caller(scene, tutor, at(500)), { ...target, comment: "Which version is this?" });
    await db.pool.query("INSERT INTO submissions (task_id, submitted_at, text) VALUES ($1, $2, 'c')", [
      task.id,
      new Date(at(520)),
    ]);
    const found = await turnaround(db, await scopeOf(convenor), { unitId: unit.id, from: at(0), to: at(600) });
    expect(found.overall?.count).toBe(6);
    expect(found.waiting.filter(({ userId }) => userId === tutor).map(({ oldest }) => oldest)).toContain(at(520));
  });

  it("is the convenor's to see and to set", async () => {
    const { db, unit, tutor, student } = scene;
    const hours = { totalMinutes: 60, weeklyMinutes: null, countsTutorials: true };
    const scope = await scopeOf(tutor);
    const forbidden = { code: "forbidden" };
    await expect(setAllottedHours(db, scope, { unitId: unit.id, userId: tutor, hours, now: at(600) })).rejects.toMatchObject(
      forbidden,
    );
    await expect(forecast(db, scope, request())).rejects.toMatchObject(forbidden);
    await expect(turnaround(db, scope, { unitId: unit.id, from: at(0), to: at(1) })).rejects.toMatchObject(forbidden);
    await expect(hoursReport(db, await scopeOf(student), request())).rejects.toMatchObject(forbidden);
    const convenor = await scopeOf(scene.convenor);
    await expect(setAllottedHours(db, convenor, { unitId: unit.id, userId: student, hours, now: at(600) })).rejects.toMatchObject(
      {
        code: "not_found",
      },
    );
  });
});
