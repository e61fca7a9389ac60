import { setClock } from "@tutor-times/api/clock";
import { addMs, HOUR_MS, parseInstant } from "@tutor-times/core/instant";
import { openDatabase, type Database } from "@tutor-times/db/database";
import { makeUnit, makeUser } from "@tutor-times/db/testing/factories";
import { createTestDatabase, type TestDatabase } from "@tutor-times/db/testing/test-database";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startUpkeep } from "../src/upkeep";

// One of the two at a time: they wait for each other's locks, and not for long.
const SHORT = { firstMs: 0, afterSuccessMs: 5, afterFailureMs: 5 };
const NEVER = { ...SHORT, firstMs: 1_000_000_000 };
const ONLY_DAILY = { daily: SHORT, often: NEVER };

let db: TestDatabase;
let said: string[];
beforeEach(async () => {
  db = await createTestDatabase();
  said = [];
});
afterEach(async () => {
  setClock(null);
  await db.drop();
});

const log = {
  info: (_facts: unknown, text?: string) => void said.push(`info: ${text}`),
  error: (_facts: unknown, text?: string) => void said.push(`error: ${text}`),
};
const count = (level: string) => said.filter((line) => line.startsWith(level)).length;

async function hasPartition(month: string): Promise<unknown> {
  const { rows } = await db.pool.query("SELECT to_regclass($1) IS NOT NULL AS found", [`partitions.session_activities_${month}`]);
  return rows[0]?.found;
}

test("what a month needs is there ahead of it, for as long as the process runs", async () => {
  setClock(() => parseInstant("2033-05-20T10:00:00.000Z"));
  const stop = startUpkeep(db, log, ONLY_DAILY);
  await expect.poll(() => hasPartition("203306"), { timeout: 30_000 }).toBe(true);
  expect(await hasPartition("203605")).toBe(false);
  setClock(() => parseInstant("2036-04-20T10:00:00.000Z"));
  await expect.poll(() => hasPartition("203605"), { timeout: 30_000 }).toBe(true);
  stop();
  expect(count("error")).toBe(0);
});

test("days that are over are settled, and those that come to be over as well", async () => {
  const unit = await makeUnit(db, { timezone: "UTC" });
  const user = await makeUser(db);
  for (const day of ["2033-05-18", "2033-05-19"]) {
    const start = parseInstant(`${day}T10:00:00.000Z`);
    await db.pool.query(
      `INSERT INTO marking_sessions (user_id, unit_id, ip_address, start_time, end_time, during_tutorial, counted_from)
       VALUES ($1, $2, '10.0.0.1', $3, $4, false, $3)`,
      [user.id, unit.id, new Date(start), new Date(addMs(start, HOUR_MS))],
    );
  }
  const days = async () => (await db.pool.query("SELECT start_time FROM settled_days")).rows.length;
  setClock(() => parseInstant("2033-05-19T12:00:00.000Z"));
  const stop = startUpkeep(db, log, { daily: NEVER, often: SHORT });
  await expect.poll(days, { timeout: 30_000 }).toBe(1);
  setClock(() => parseInstant("2033-05-20T12:00:00.000Z"));
  await expect.poll(days, { timeout: 30_000 }).toBe(2);
  stop();
  expect(count("error")).toBe(0);
});

test("a database that is away is logged and tried again, until it is back", async () => {
  const url = new URL(db.url);
  url.port = "9";
  const away = openDatabase({ url: url.href });
  let target: Database = away;
  const moving: Database = {
    ...db,
    get pool() {
      return target.pool;
    },
  };
  const stop = startUpkeep(moving, log, ONLY_DAILY);
  await expect.poll(() => count("error"), { timeout: 30_000 }).toBeGreaterThan(1);
  target = db;
  await expect.poll(() => count("info"), { timeout: 30_000 }).toBeGreaterThan(0);
  stop();
  await away.close();
});
