import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { addComment } from "../../src/acts/comments";
import { onTrackingFailure } from "../../src/acts/perform";
import { recordActivity } from "../../src/acts/record-activity";
import { openDatabase, type Database } from "../../src/database";
import { makeTaskDefinition } from "../../src/testing/factories";
import { at, caller, makeScene, rowCounts, type Scene } from "../tracker/scene";
import { CuttingProxy } from "./cutting-proxy";

/** With the end of the message, since every transaction begins by asking for READ COMMITTED. */
const COMMIT = "COMMIT\0";

let scene: Scene;
let proxy: CuttingProxy;
/** The same database, by way of the proxy. */
let db: Database;
const untracked: unknown[] = [];
beforeAll(async () => {
  scene = await makeScene();
  proxy = await CuttingProxy.before(scene.db.url);
  db = openDatabase({ url: proxy.url });
  onTrackingFailure(db, (error) => untracked.push(error));
});
afterAll(async () => {
  await db.close();
  await proxy.close();
  await scene.db.drop();
});

let target: Scene["target"];
let before: Record<string, number>;
beforeEach(async () => {
  target = { ...scene.target, taskDefinitionId: (await makeTaskDefinition(scene.db, { unitId: scene.unit.id })).id };
  before = await rowCounts(scene);
  untracked.length = 0;
});

/** How many rows of each table came since the test began. */
async function added(): Promise<Record<string, number>> {
  const now = await rowCounts(scene);
  return Object.fromEntries(Object.entries(now).map(([table, count]) => [table, count - (before[table] ?? 0)]));
}

const tutor = () => caller(scene, scene.tutor, at(0));

const acts = {
  "an assessment": async () => assessTask(db, await tutor(), { ...target, trigger: "complete" }),
  "a comment": async () => addComment(db, await tutor(), { ...target, comment: "Well argued." }),
  "a reading act": async () => recordActivity(db, await tutor(), { ...target, action: "get-comments" }),
};

describe.each(Object.entries(acts))("%s", (name, act) => {
  const whole = { session_activities: 1, tasks: 1, task_comments: name === "a comment" ? 1 : 0 };

  it.each(["BEGIN", "load-tasks"])(
    "is done once, and its caller hears nothing of it, when the connection breaks at %s",
    async (text) => {
      const { cuts } = proxy;
      proxy.cutOnce({ text, at: "request" });
      await act();
      expect(proxy.cuts).toBe(cuts + 1);
      expect(untracked).toEqual([]);
      expect(await added()).toMatchObject(whole);
    },
  );

  it("is saved, once, and its caller is told that nobody knows, when the answer to the commit is lost", async () => {
    proxy.cutOnce({ text: COMMIT, at: "answer" });
    await expect(act()).rejects.toMatchObject({ code: "unavailable", when: "unknown" });
    expect(await added()).toMatchObject(whole);
  });

  it.each([COMMIT, "tracker-insert-activities"])(
    "is not saved, and its caller is told that nobody knows, when %j does not arrive",
    async (text) => {
      proxy.cutOnce({ text, at: "request" });
      await expect(act()).rejects.toMatchObject({ code: "unavailable", when: "unknown" });
      expect(await added()).toMatchObject({ session_activities: 0, task_comments: 0, tasks: 0 });
    },
  );
});

it("may be sent again with its idempotency key, and is still done once", async () => {
  const send = async (idempotencyKey: string) =>
    assessTask(db, await tutor(), { ...target, trigger: "complete", idempotencyKey });
  for (const at of ["answer", "request"] as const) {
    const key = randomUUID();
    proxy.cutOnce({ text: COMMIT, at });
    await expect(send(key)).rejects.toMatchObject({ when: "unknown" });
    expect(await send(key)).toMatchObject({ status: "complete", timesAssessed: 1 });
  }
  expect(await added()).toMatchObject({ session_activities: 2, tasks: 1, idempotency_keys: 2 });
});

it("is refused in words for people while the database cannot be reached", async () => {
  const away = openDatabase({ url: "postgres://nobody@127.0.0.1:1/nowhere" });
  const sent = { ...target, comment: "Well argued." };
  await expect(addComment(away, await tutor(), sent)).rejects.toMatchObject({ code: "unavailable", when: "unreachable" });
  await away.close();
});

it("is done once, and its caller hears nothing of it, when the database ends the connection while the commit waits behind a write", async () => {
  await acts["a reading act"]();
  const other = await scene.db.pool.connect();
  await other.query("BEGIN");
  await other.query("SELECT FROM marking_sessions FOR UPDATE");
  const act = acts["an assessment"]();
  const waiting = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await expect.poll(async () => (await scene.db.pool.query(waiting)).rowCount).toBe(1);
  await scene.db.pool.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS w`);
  await other.query("ROLLBACK");
  other.release();
  await act;
  expect(untracked).toEqual([]);
  expect(await added()).toMatchObject({ session_activities: 2, tasks: 1 });
});
