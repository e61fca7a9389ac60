import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "../../src/database";
import { embeddedPostgresStatus, startEmbeddedPostgres, stopEmbeddedPostgres } from "../../src/embedded/embedded-postgres";
import { migrate } from "../../src/migrate/migrate";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";
import { expectDerivable } from "./derivable";
import type { RaceEvent } from "./event";
import { bundlePlayer, PlayerProcess, type Bundle } from "./player-process";
import { endlessRequests, take } from "./requests";
import { expectWhole } from "./whole";
import { foundWorld } from "./world";

// RACE_CUTS (default 20): how often all connections are ended under load.

const CUTS = Number(process.env["RACE_CUTS"] ?? 20);
const SEED = Number(process.env["RACE_SEED"] ?? 20_251_005);
const BETWEEN_CUTS = 40;

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundlePlayer();
});
afterAll(() => bundle.remove());

/** A process that carries out requests, and all that it was sent. */
async function startPlayer(db: Database, url: string, mostRequests: number) {
  const side = Math.ceil(Math.sqrt(mostRequests * 0.35));
  const requests = endlessRequests(await foundWorld(db, { projects: side, definitions: side }), SEED);
  const player = new PlayerProcess(bundle, { url, applicationName: "player", max: 6, atOnce: 16 });
  await player.ready();
  const sent: RaceEvent[] = [];
  const next = (count: number) => {
    const events = take(requests, count);
    sent.push(...events);
    return events;
  };
  return { player, sent, next };
}

/** Every request was answered: with success, and then it left all its marks, or with the words for a lost database. */
async function expectHonest(db: Database, { player, sent }: Awaited<ReturnType<typeof startPlayer>>): Promise<number> {
  expect(player.untracked).toEqual([]);
  expect(player.answers.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(sent.map(({ id }) => id));
  const failed = player.answers.filter((answer) => "error" in answer);
  expect(failed.filter(({ error }) => error !== "unavailable")).toEqual([]);
  const refused = new Set(failed.map(({ id }) => id));
  await expectWhole(db, sent, new Set(sent.map(({ id }) => id).filter((id) => !refused.has(id))));
  await expectDerivable(db);
  return failed.length;
}

/** Acts work again, and the process has come through unharmed. */
async function expectAlive({ player, next }: Awaited<ReturnType<typeof startPlayer>>): Promise<void> {
  const heard = player.answers.length;
  await player.play(next(30));
  expect(player.answers.slice(heard).filter((answer) => "error" in answer)).toEqual([]);
  expect(await player.end()).toBe(0);
}

describe("when all connections are ended under load", () => {
  let db: TestDatabase;
  beforeEach(async () => {
    db = await createTestDatabase();
  });
  afterEach(() => db.drop());

  it(`${CUTS} times, requests succeed or fail honestly, and the next one works`, async () => {
    const game = await startPlayer(db, db.url, (CUTS + 1) * BETWEEN_CUTS + 30);
    const played = game.player.play(game.next((CUTS + 1) * BETWEEN_CUTS));
    let ended = 0;
    for (let cut = 1; cut <= CUTS; cut += 1) {
      await game.player.until(() => game.player.answers.length >= cut * BETWEEN_CUTS);
      const { rows } = await db.pool.query<{ was_open: boolean }>(
        `SELECT xact_start IS NOT NULL AS was_open, pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'player'`,
      );
      ended += rows.filter((row) => row.was_open).length;
    }
    await played;
    await expectAlive(game);
    const failed = await expectHonest(db, game);
    process.stdout.write(`${ended} transactions ended, ${failed} of ${game.sent.length} requests told so\n`);
    expect(ended).toBeGreaterThanOrEqual(CUTS);
  }, 600_000);
});

describe("when the server crashes under load and comes back", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "tutor-times-crash-"));
    // Root's server runs under another account, which has to get in.
    chmodSync(dataDir, 0o711);
  });
  afterEach(async () => {
    await stopEmbeddedPostgres({ dataDir });
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("nothing acknowledged is lost, and requests work again without a restart of the process", async () => {
    const { url, port } = await startEmbeddedPostgres({ dataDir });
    await migrate({ url });
    const db = openDatabase({ url });
    const game = await startPlayer(db, url, 1_000);
    const { player } = game;
    const played = player.play(game.next(300));
    await player.until(() => player.answers.length >= 50);
    const before = embeddedPostgresStatus({ dataDir });
    if (before.state !== "running") throw new Error("The server is not running.");
    process.kill(before.pid, "SIGQUIT");
    await player.until(() => player.answers.some((answer) => "error" in answer));
    await played;
    await expect.poll(() => embeddedPostgresStatus({ dataDir }).state, { timeout: 30_000 }).toBe("stopped");
    const failedBefore = player.answers.filter((answer) => "error" in answer).length;
    await player.play(game.next(20));
    expect(player.answers.filter((answer) => "error" in answer).length - failedBefore).toBe(20);

    expect((await startEmbeddedPostgres({ dataDir, port })).port).toBe(port);
    await expectAlive(game);
    const failed = await expectHonest(db, game);
    process.stdout.write(`${failed} of ${game.sent.length} requests were told that the database is away\n`);
    await db.close();
  }, 600_000);
});
