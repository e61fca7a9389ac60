import type { TaskDefinitionId } from "@tutor-times/core/ids";
import { addMs } from "@tutor-times/core/instant";
import { afterEach, beforeEach, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { recordActivity } from "../../src/acts/record-activity";
import { recordStatements } from "../../src/testing/record-statements";
import { makeTaskDefinition } from "../../src/testing/factories";
import { foresee } from "../../src/tracker/foreseen";
import { takeLanes } from "../../src/tracker/lanes";
import { track } from "../../src/tracker/track";
import { inTransaction, send } from "../../src/transaction";
import { at, caller, makeScene, sessionsOf, type Scene } from "./scene";

let scene: Scene;
beforeEach(async () => {
  scene = await makeScene();
});
afterEach(() => scene.db.drop());

/** The tracker's looking into sessions, by how often it did. */
async function looks(work: () => Promise<unknown>): Promise<number> {
  return (await recordStatements(work)).filter(({ name }) => name === "tracker-sessions").length;
}

function arrival(minutes: number) {
  const activity = {
    at: at(minutes),
    action: "assessing" as const,
    statusChanged: false,
    taskId: scene.task.id,
    ...scene.target,
  };
  return { userId: scene.tutor, unitId: scene.unit.id, ipAddress: "10.0.0.1", activities: [activity], stretches: [] };
}

it.each([
  ["asks nothing again that was foreseen", 0, 1],
  ["asks again where evidence comes at another instant than was foreseen", 5, 2],
])("%s", async (_, minutes, expected) => {
  const count = await looks(() =>
    inTransaction(scene.db.pipelined, async (client) => {
      await takeLanes(client, [scene.tutor], [scene.unit.id]);
      const foreseen = await foresee(client, [arrival(0)]);
      await send(client, await track(client, [arrival(minutes)], at(minutes), foreseen));
    }),
  );
  expect(count).toBe(expected);
  expect(await sessionsOf(scene)).toMatchObject([{ start: at(minutes), activities: 1 }]);
});

it("looks into the sessions of an act once, whether or not its project was heard of before", async () => {
  const tutor = await caller(scene, scene.tutor, at(0));
  const assess = (trigger: string) => () => assessTask(scene.db, tutor, { ...scene.target, trigger });
  expect(await looks(assess("complete"))).toBe(1);
  expect(await looks(assess("fix_and_resubmit"))).toBe(1);
  expect(await sessionsOf(scene)).toMatchObject([{ activities: 2, assessments: 2 }]);
});

it("records what is accepted of a batch whose first act is refused, at its own time", async () => {
  const [early, late] = [await caller(scene, scene.tutor, at(0)), await caller(scene, scene.tutor, at(3))];
  const action = "get-submission-details" as const;
  await recordActivity(scene.db, early, { ...scene.target, action });
  const stray = { ...scene.target, taskDefinitionId: 999_999 as TaskDefinitionId };
  const [refused, recorded] = await Promise.allSettled([
    recordActivity(scene.db, { ...early, now: addMs(at(0), -20 * 60_000) }, { ...stray, action }),
    recordActivity(scene.db, late, { ...scene.target, action }),
  ]);
  expect(refused).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
  expect(recorded).toMatchObject({ status: "fulfilled" });
  expect(await sessionsOf(scene)).toMatchObject([{ start: at(0), end: at(3), activities: 2 }]);
});

it("has looked when it finds that an act on a project that it knows is to be refused", async () => {
  const tutor = await caller(scene, scene.tutor, at(0));
  await assessTask(scene.db, tutor, { ...scene.target, trigger: "complete" });
  const stray = { ...scene.target, taskDefinitionId: 999_999 as TaskDefinitionId };
  const refused = () => expect(assessTask(scene.db, tutor, { ...stray, trigger: "complete" })).rejects.toThrow("Unable to find");
  expect(await looks(refused)).toBe(1);
});

it("looks nowhere for somebody who leaves no evidence", async () => {
  const [tutor, student] = [await caller(scene, scene.tutor, at(0)), await caller(scene, scene.student, at(1))];
  await assessTask(scene.db, tutor, { ...scene.target, trigger: "complete" });
  expect(await looks(() => assessTask(scene.db, student, { ...scene.target, trigger: "need_help" }))).toBe(0);
});

it("makes a task of a project that it knows, and records the act on it", async () => {
  const tutor = await caller(scene, scene.tutor, at(0));
  await assessTask(scene.db, tutor, { ...scene.target, trigger: "complete" });
  const { id } = await makeTaskDefinition(scene.db, { unitId: scene.unit.id });
  const unmade = { ...scene.target, taskDefinitionId: id };
  expect(await looks(() => assessTask(scene.db, tutor, { ...unmade, trigger: "complete" }))).toBe(1);
  expect(await sessionsOf(scene)).toMatchObject([{ activities: 2, assessments: 2 }]);
});
