import { afterAll, beforeAll, expect, it } from "vitest";
import { randomFrom } from "../../src/demo/random";
import type { Database } from "../../src/database";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";
import { expectDerivable } from "./derivable";
import { Player, type RaceAnswer, type RaceEvent } from "./event";
import { mixedEvents, shuffle } from "./mixed-events";
import { bundlePlayer, PlayerProcess, type Bundle } from "./player-process";
import { readStored } from "./stored";
import { foundWorld } from "./world";

// RACE_PROCESSES (default 8) and RACE_EVENTS (of each process, default 1000) make it larger, RACE_SEED another one.

const PROCESSES = Number(process.env["RACE_PROCESSES"] ?? 8);
const EVENTS = Number(process.env["RACE_EVENTS"] ?? 1_000);
const SEED = Number(process.env["RACE_SEED"] ?? 20_251_005);

/** Students and definitions of each unit: enough for every assessment to have a task of its own. */
const SIZE = Math.ceil(Math.sqrt(PROCESSES * EVENTS * 0.2));

let concurrent: TestDatabase;
let ordered: TestDatabase;
let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundlePlayer();
  [concurrent, ordered] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(async () => {
  bundle.remove();
  await Promise.all([concurrent.drop(), ordered.drop()]);
});

it(`${PROCESSES} processes with ${EVENTS} mixed events each, in any order, leave the rows of one that plays them in turn`, async () => {
  const [world, same] = await Promise.all([foundSized(concurrent), foundSized(ordered)]);
  expect(same).toEqual(world);
  const events = mixedEvents(world, PROCESSES * EVENTS, SEED);

  const answers = await playInProcesses(events);
  const expected = await playInTurn(events);
  expect(answers.toSorted((a, b) => a.id - b.id)).toEqual(expected.toSorted((a, b) => a.id - b.id));

  const stored = await readStored(concurrent);
  expect(stored).toEqual(await readStored(ordered));
  expect(stored.sessions.length).toBeGreaterThan(PROCESSES * EVENTS * 0.02);
  expect(await expectDerivable(concurrent)).toBe(stored.sessions.length);
}, 600_000);

function foundSized(db: Database) {
  return foundWorld(db, { projects: SIZE, definitions: SIZE });
}

/** Deals the events out at random; each process has many under way at any time. */
async function playInProcesses(events: readonly RaceEvent[]): Promise<RaceAnswer[]> {
  const options = { url: concurrent.url, max: 4, atOnce: 48 };
  const players = Array.from(
    { length: PROCESSES },
    (_, index) => new PlayerProcess(bundle, { ...options, applicationName: `player ${index}` }),
  );
  await Promise.all(players.map((player) => player.ready()));
  const dealt = shuffle(events, randomFrom(SEED, "order"));
  await Promise.all(players.map((player, index) => player.play(dealt.filter((_, place) => place % PROCESSES === index))));
  expect(await Promise.all(players.map((player) => player.end()))).toEqual(players.map(() => 0));
  expect(players.flatMap(({ untracked }) => untracked)).toEqual([]);
  return players.flatMap((player) => player.answers);
}

/** One after the other; only neighbours that are no comments share a transaction, within which they keep their order. */
async function playInTurn(events: readonly RaceEvent[]): Promise<RaceAnswer[]> {
  const player = new Player(ordered);
  const answers: RaceAnswer[] = [];
  let together: RaceEvent[] = [];
  const playTogether = async () => {
    answers.push(...(await Promise.all(together.map((event) => player.play(event)))));
    together = [];
  };
  for (const event of events) {
    if (event.act.kind === "comment" || together.length === 32) await playTogether();
    together.push(event);
    if (event.act.kind === "comment") await playTogether();
  }
  await playTogether();
  return answers;
}
