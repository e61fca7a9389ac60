import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { addComment, deleteComment, listComments } from "../../src/acts/comments";
import { onTrackingFailure } from "../../src/acts/perform";
import { recordActivity } from "../../src/acts/record-activity";
import { makeProject, makeTask, makeTaskDefinition, makeUnit, makeUnitRole, makeUser } from "../../src/testing/factories";
import { at, caller, makeScene, rowCounts, sessionsOf, type Scene } from "./scene";

describe("assessing a task", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await makeScene();
  });
  afterAll(() => scene.db.drop());

  it("counts only a status that really changed", async () => {
    for (const [minute, trigger] of [
      [0, "discuss"],
      [4, "discuss"],
      [8, "complete"],
    ] as const) {
      await assessTask(scene.db, await caller(scene, scene.tutor, at(minute)), { ...scene.target, trigger });
    }
    expect(await sessionsOf(scene)).toMatchObject([
      { start: at(0), end: at(8), durationMinutes: 8, activities: 3, assessments: 2 },
    ]);
  });

  it("counts two people who save the same status at once as one assessment", async () => {
    const other = await makeUser(scene.db);
    await makeUnitRole(scene.db, { unitId: scene.unit.id, userId: other.id });
    await Promise.all(
      [scene.tutor, other.id].map(async (userId) =>
        assessTask(scene.db, await caller(scene, userId, at(100)), { ...scene.target, trigger: "redo" }),
      ),
    );
    const sessions = (await sessionsOf(scene)).filter(({ start }) => start === at(100));
    expect(sessions.map(({ activities }) => activities)).toEqual([1, 1]);
    expect(sessions.reduce((sum, { assessments }) => sum + assessments, 0)).toBe(1);
  });

  it("counts the same status again after a new submission, and lets times_assessed rise only then", async () => {
    const save = async (userId: number, minute: number, trigger: string) =>
      assessTask(scene.db, await caller(scene, userId as typeof scene.tutor, at(minute)), { ...scene.target, trigger });
    const first = await save(scene.tutor, 200, "fix_and_resubmit");
    const again = await save(scene.tutor, 201, "fix_and_resubmit");
    await save(scene.student, 202, "ready_for_feedback");
    const after = await save(scene.tutor, 203, "fix_and_resubmit");
    expect([again.timesAssessed - first.timesAssessed, after.timesAssessed - first.timesAssessed]).toEqual([0, 1]);
    const [session] = (await sessionsOf(scene)).filter(({ start }) => start === at(200));
    expect(session).toMatchObject({ activities: 3, assessments: 2 });
  });

  it("refuses an unknown status, a student's completing and a stranger, and writes nothing", async () => {
    const stranger = await makeUser(scene.db);
    const before = await rowCounts(scene);
    const attempt = async (userId: typeof scene.tutor, trigger: string) =>
      assessTask(scene.db, await caller(scene, userId, at(300)), { ...scene.target, trigger });
    await expect(attempt(scene.tutor, "splendid")).rejects.toMatchObject({ code: "forbidden", field: "trigger" });
    await expect(attempt(scene.student, "complete")).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(stranger.id, "complete")).rejects.toMatchObject({ code: "not_found" });
    expect(await rowCounts(scene)).toEqual(before);
  });

  it("makes the task with the first act that touches it, once for two at the same time", async () => {
    const definition = await makeTaskDefinition(scene.db, { unitId: scene.unit.id });
    const target = { ...scene.target, taskDefinitionId: definition.id };
    const states = await Promise.all(
      [scene.tutor, scene.convenor].map(async (userId) =>
        assessTask(scene.db, await caller(scene, userId, at(400)), { ...target, trigger: "discuss" }),
      ),
    );
    expect(new Set(states.map(({ id }) => id)).size).toBe(1);
  });

  it("answers a definition of another unit like one that does not exist", async () => {
    const elsewhere = await makeUnit(scene.db);
    const definition = await makeTaskDefinition(scene.db, { unitId: elsewhere.id });
    const act = assessTask(scene.db, await caller(scene, scene.tutor, at(410)), {
      projectId: scene.target.projectId,
      taskDefinitionId: definition.id,
      trigger: "discuss",
    });
    await expect(act).rejects.toMatchObject({ code: "not_found", message: "Unable to find requested Task" });
  });

  it("gives the first answer again for the same idempotency key, and refuses another body under it", async () => {
    const idempotencyKey = randomUUID();
    const send = async (trigger: string, key: string = idempotencyKey) =>
      assessTask(scene.db, await caller(scene, scene.tutor, at(500)), { ...scene.target, trigger, idempotencyKey: key });
    const first = await send("demonstrate");
    const counted = await rowCounts(scene);
    expect(await send("demonstrate", idempotencyKey.toUpperCase())).toEqual(first);
    await expect(send("complete")).rejects.toMatchObject({ code: "conflict" });
    expect(await rowCounts(scene)).toEqual(counted);
  });

  it("leaves no key behind when the act is refused, so that it may be sent again", async () => {
    const idempotencyKey = randomUUID();
    const stranger = await makeUser(scene.db);
    const send = async () =>
      recordActivity(scene.db, await caller(scene, stranger.id, at(600)), {
        ...scene.target,
        action: "get-comments",
        idempotencyKey,
      });
    await expect(send()).rejects.toMatchObject({ code: "not_found" });
    await makeUnitRole(scene.db, { unitId: scene.unit.id, userId: stranger.id });
    expect(await send()).toEqual({ verdict: "recorded" });
  });
});

describe("a comment", () => {
  it("is recorded once it is added, and not when it is refused", async () => {
    const scene = await makeScene();
    const tutor = () => caller(scene, scene.tutor, at(0));
    const added = await addComment(scene.db, await tutor(), { ...scene.target, comment: "  Well argued. " });
    expect(added).toMatchObject({
      text: "Well argued.",
      isNew: false,
      author: { id: scene.tutor },
      recipient: { id: scene.student },
    });
    const before = await rowCounts(scene);
    for (const [comment, message] of [
      ["   ", "Comment text is empty, unable to add new comment"],
      ["Well argued.", "No comment added. Comment duplicates last comment, so ignored."],
    ] as const) {
      await expect(addComment(scene.db, await tutor(), { ...scene.target, comment })).rejects.toMatchObject({
        code: "forbidden",
        message,
      });
    }
    expect(await rowCounts(scene)).toEqual(before);
    const seen = await listComments(scene.db, await caller(scene, scene.student, at(1)), scene.target);
    expect(seen).toMatchObject([{ isNew: true }]);
    await deleteComment(scene.db, await tutor(), scene.target, added.id);
    expect(await sessionsOf(scene)).toMatchObject([{ activities: 2, commentsAdded: 1 }]);
    await scene.db.drop();
  });
});

describe("a tracker that fails", () => {
  it("does not fail the assessment and the comment it rides on, is reported, and leaves nothing half-written", async () => {
    const scene = await makeScene();
    await scene.db.pool.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the tracker fails'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON session_activities FOR EACH ROW EXECUTE FUNCTION refuse()`);
    const failures: unknown[] = [];
    onTrackingFailure(scene.db, (error) => failures.push(error));
    const saved = await assessTask(scene.db, await caller(scene, scene.tutor, at(0)), { ...scene.target, trigger: "complete" });
    expect(saved).toMatchObject({ status: "complete", timesAssessed: 1 });
    await addComment(scene.db, await caller(scene, scene.tutor, at(1)), { ...scene.target, comment: "Good." });
    expect(failures.map(String)).toEqual(["error: the tracker fails", "error: the tracker fails"]);
    expect(await rowCounts(scene)).toMatchObject({ task_comments: 1, marking_sessions: 0, session_activities: 0 });
    await scene.db.drop();
  });

  it("does not fail the acts of others that share its transaction", async () => {
    const scene = await makeScene();
    const unlucky = await makeUser(scene.db);
    await makeUnitRole(scene.db, { unitId: scene.unit.id, userId: unlucky.id });
    await scene.db.pool.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the tracker fails'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON marking_sessions FOR EACH ROW WHEN (NEW.user_id = ${unlucky.id}) EXECUTE FUNCTION refuse()`);
    const project = await makeProject(scene.db, { unitId: scene.unit.id });
    await makeTask(scene.db, { projectId: project.id, taskDefinitionId: scene.target.taskDefinitionId });
    const callers = [await caller(scene, unlucky.id, at(0)), await caller(scene, scene.tutor, at(0))];
    const results = await Promise.allSettled(
      callers.map((one) => recordActivity(scene.db, one, { ...scene.target, action: "get-comments" })),
    );
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect(await sessionsOf(scene)).toMatchObject([{ userId: scene.tutor }]);
    await scene.db.drop();
  });
});
