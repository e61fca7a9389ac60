import type { UserId } from "@tutor-times/core/ids";
import { READING_ACTIONS } from "@tutor-times/core/actions";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeTask, makeTaskDefinition, makeUnitRole } from "../../src/testing/factories";
import { at, makeScene, sessionsOf, type Scene } from "../tracker/scene";
import { Player, type RaceEvent } from "./event";
import { bundlePlayer, PlayerProcess, type Bundle } from "./player-process";

const REQUESTS = 32;
const PROCESSES = 4;

let scene: Scene;
let bundle: Bundle;
let players: PlayerProcess[];
beforeAll(async () => {
  scene = await makeScene();
  bundle = await bundlePlayer();
  const options = { url: scene.db.url, max: 8, atOnce: REQUESTS / PROCESSES };
  players = Array.from(
    { length: PROCESSES },
    (_, index) => new PlayerProcess(bundle, { ...options, applicationName: `player ${index}` }),
  );
  await Promise.all(players.map((player) => player.ready()));
});
afterAll(async () => {
  await Promise.all(players.map((player) => player.end()));
  bundle.remove();
  await scene.db.drop();
});

/** Nobody has done anything yet; nor does the task of `target` exist. */
let tutors: UserId[];
let target: Scene["target"];
beforeEach(async () => {
  tutors = [];
  for (let number = 0; number < PROCESSES; number += 1) {
    const { userId } = await makeUnitRole(scene.db, { unitId: scene.unit.id });
    tutors.push(userId);
  }
  target = { ...scene.target, taskDefinitionId: (await makeTaskDefinition(scene.db, { unitId: scene.unit.id })).id };
});

function events(make: (index: number) => Pick<RaceEvent, "userId" | "act">): RaceEvent[] {
  return Array.from({ length: REQUESTS }, (_, id) => ({ id, ipAddress: "10.0.0.1", now: at(0), ...make(id) }));
}

function readings(): RaceEvent[] {
  return events((index) => ({
    userId: tutors[0] ?? scene.tutor,
    act: { kind: "reading", target, action: READING_ACTIONS[index % 4] ?? "get-comments", idempotencyKey: null },
  }));
}

function comments(): RaceEvent[] {
  return events((index) => ({ userId: tutors[0] ?? scene.tutor, act: { kind: "comment", target, comment: `Comment ${index}` } }));
}

function assessments(): RaceEvent[] {
  return events((index) => ({
    userId: tutors[index % tutors.length] ?? scene.tutor,
    act: { kind: "assess", target, update: { trigger: "complete" }, idempotencyKey: null },
  }));
}

/** Deals them out like cards. Throws if one of them fails. */
async function playInProcesses(dealt: readonly RaceEvent[]): Promise<void> {
  const heard = players.map((player) => player.answers.length);
  await Promise.all(
    players.map((player, index) => player.play(dealt.filter(({ id }) => Math.floor(id / (REQUESTS / PROCESSES)) === index))),
  );
  const answers = players.flatMap((player, index) => player.answers.slice(heard[index]));
  expect(answers.filter((answer) => "error" in answer)).toEqual([]);
  expect(answers).toHaveLength(REQUESTS);
}

async function playHere(dealt: readonly RaceEvent[]): Promise<void> {
  const player = new Player(scene.db);
  const answers = await Promise.all(dealt.map((event) => player.play(event)));
  expect(answers.filter((answer) => "error" in answer)).toEqual([]);
}

async function sessionsOfTutors() {
  return (await sessionsOf(scene)).filter(({ userId }) => tutors.includes(userId));
}

describe.each([
  ["one process", playHere],
  [`${PROCESSES} processes`, playInProcesses],
])(`${REQUESTS} requests at the same instant, in %s`, (_, play) => {
  it("are one session if they are the first of one tutor", async () => {
    await play(readings());
    expect(await sessionsOfTutors()).toMatchObject([
      { start: at(0), end: at(0), durationMinutes: 5, activities: REQUESTS, submissionsOpened: REQUESTS / 4 },
    ]);
  });

  it("are one session and as many comments if they are comments, each of which has its own transaction", async () => {
    await play(comments());
    expect(await sessionsOfTutors()).toMatchObject([{ start: at(0), activities: REQUESTS, commentsAdded: REQUESTS }]);
    const { rows } = await scene.db.pool.query(
      "SELECT DISTINCT text FROM task_comments c JOIN tasks t ON t.id = c.task_id WHERE t.task_definition_id = $1",
      [target.taskDefinitionId],
    );
    expect(rows).toHaveLength(REQUESTS);
  });

  it("count as one assessment if several people save the same status, and make the task once", async () => {
    await play(assessments());
    const sessions = await sessionsOfTutors();
    expect(sessions.map(({ activities }) => activities)).toEqual(tutors.map(() => REQUESTS / PROCESSES));
    expect(sessions.reduce((sum, { assessments }) => sum + assessments, 0)).toBe(1);
    const { rows } = await scene.db.pool.query("SELECT times_assessed FROM tasks WHERE task_definition_id = $1", [
      target.taskDefinitionId,
    ]);
    expect(rows).toEqual([{ times_assessed: 1 }]);
  });
});

describe("tutors who work on the same tasks in several processes", () => {
  it("never wait for one another in a circle, and each status that they agree on counts once", async () => {
    const tasks: Scene["target"][] = [];
    for (let number = 0; number < 7; number += 1) {
      const definition = await makeTaskDefinition(scene.db, { unitId: scene.unit.id });
      const given = { projectId: target.projectId, taskDefinitionId: definition.id };
      await makeTask(scene.db, given);
      tasks.push(given);
    }
    const before = await deadlocks();
    const dealt = players.map((_, place) =>
      Array.from({ length: 240 }, (__, id): RaceEvent => {
        const assesses = place % 2 === 0;
        const task = tasks[(assesses ? id : 1_000 - id) % tasks.length] ?? target;
        const act = assesses
          ? ({ kind: "assess", target: task, update: { trigger: "discuss" }, idempotencyKey: null } as const)
          : ({ kind: "reading", target: task, action: "get-comments", idempotencyKey: null } as const);
        return { id, userId: tutors[place] ?? scene.tutor, ipAddress: "10.0.0.1", now: at(id / 10), act };
      }),
    );
    await Promise.all(players.map((player, index) => player.play(dealt[index] ?? [])));
    const sessions = await sessionsOfTutors();
    expect(sessions.map(({ activities }) => activities)).toEqual([240, 240, 240, 240]);
    expect(sessions.reduce((sum, { assessments }) => sum + assessments, 0)).toBe(tasks.length);
    expect((await deadlocks()) - before).toBe(0);
  });
});

async function deadlocks(): Promise<number> {
  const { rows } = await scene.db.pool.query<{ deadlocks: number }>(
    "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
  );
  return rows[0]?.deadlocks ?? 0;
}
