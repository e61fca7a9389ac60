import { setTimeout as pass } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { randomFrom } from "../../src/demo/random";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";
import { expectDerivable } from "./derivable";
import type { RaceEvent } from "./event";
import { bundlePlayer, PlayerProcess, type Bundle } from "./player-process";
import { endlessRequests, take } from "./requests";
import { expectWhole } from "./whole";
import { foundWorld } from "./world";

// RACE_KILLS (default 50) kills more often, RACE_SEED at other moments.

const KILLS = Number(process.env["RACE_KILLS"] ?? 50);
const SEED = Number(process.env["RACE_SEED"] ?? 20_251_005);

/** Two work at any time, so that one is under load while the other starts. */
const PLAYERS = 2;
/** More than one of them gets done in its short life. */
const REQUESTS = 200;

let db: TestDatabase;
let bundle: Bundle;
beforeAll(async () => {
  db = await createTestDatabase();
  bundle = await bundlePlayer();
});
afterAll(async () => {
  bundle.remove();
  await db.drop();
});

/** What was seen of one kill. */
interface Kill {
  /** How many requests the process had acknowledged. */
  readonly acknowledged: number;
  /** How many of its transactions were open. */
  readonly open: number;
}

it(`leaves no request half-written and loses none it acknowledged, killed ${KILLS} times under load`, async () => {
  const side = Math.ceil(Math.sqrt((KILLS + PLAYERS) * REQUESTS * 0.35));
  const world = await foundWorld(db, { projects: side, definitions: side });
  const requests = endlessRequests(world, SEED);
  const random = randomFrom(SEED, "kills");
  const sent: RaceEvent[] = [];
  const players: PlayerProcess[] = [];
  const kills: Kill[] = [];

  const start = async () => {
    const player = new PlayerProcess(bundle, { url: db.url, applicationName: `player ${players.length}`, max: 4, atOnce: 16 });
    const name = `player ${players.push(player) - 1}`;
    await player.ready();
    const own = take(requests, REQUESTS);
    sent.push(...own);
    player.send(own);
    return { player, name };
  };
  const startAndKill = async () => {
    while (kills.length < KILLS) {
      const { player, name } = await start();
      const moment = random.whole(1, 30);
      await player.until(() => player.answers.length >= moment);
      await pass(random.between(0, 15));
      // Stopped first, so that what the database says of its transactions is still so when it dies.
      player.signal("SIGSTOP");
      const open = await openTransactions(name).finally(() => player.signal("SIGKILL"));
      expect(await player.exited).toBe("SIGKILL");
      kills.push({ acknowledged: player.answers.length, open });
    }
  };
  await Promise.all(Array.from({ length: PLAYERS }, startAndKill));
  await expect.poll(() => connections(), { timeout: 30_000 }).toBe(0);

  const withOpen = kills.filter(({ open }) => open > 0).length;
  const answers = players.flatMap((player) => player.answers);
  expect(answers.filter((answer) => "error" in answer)).toEqual([]);
  expect(players.flatMap(({ untracked }) => untracked)).toEqual([]);
  const whole = await expectWhole(db, sent, new Set(answers.map(({ id }) => id)));
  const sessions = await expectDerivable(db);
  process.stdout.write(
    `${kills.length} kills, ${withOpen} of them within open transactions (${kills.map(({ open }) => open).join(" ")}); ` +
      `${answers.length} requests acknowledged, ${whole} in the database, in ${sessions} sessions\n`,
  );
  expect(withOpen).toBeGreaterThanOrEqual(KILLS * 0.6);
}, 600_000);

async function openTransactions(applicationName: string): Promise<number> {
  const { rows } = await db.pool.query<{ open: number }>(
    `SELECT count(*) AS open FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = $1 AND xact_start IS NOT NULL`,
    [applicationName],
  );
  return rows[0]?.open ?? 0;
}

/** How many connections of players the server still holds: it notices only when it next speaks to them. */
async function connections(): Promise<number> {
  const { rows } = await db.pool.query<{ open: number }>(
    "SELECT count(*) AS open FROM pg_stat_activity WHERE datname = current_database() AND starts_with(application_name, 'player ')",
  );
  return rows[0]?.open ?? 0;
}
