import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { addMs, HOUR_MS, parseInstant, type Instant } from "@tutor-times/core/instant";
import { loadDemo } from "../src/demo/load-demo";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

const NOW = parseInstant("2026-10-14T03:30:00Z");
const SMALL = { scale: 0.1, password: "a demo password" };

// Loading is bound by the processor: beside other suites it may take its time.
vi.setConfig({ testTimeout: 240_000 });

const made: TestDatabase[] = [];
afterEach(async () => {
  for (const db of made.splice(0)) await db.drop();
});

async function emptyDatabase(): Promise<TestDatabase> {
  const db = await createTestDatabase();
  made.push(db);
  return db;
}

it("gives the same rows for the same seed and instant, and other rows for another seed", async () => {
  const [one, same, other] = [await rowsOf(5, NOW), await rowsOf(5, NOW), await rowsOf(6, NOW)];
  expect(same).toEqual(one);
  expect(other["session_activities"]).not.toEqual(one["session_activities"]);
});

it("has something to show on every day of the week, by day and by night", async () => {
  for (let day = 0; day < 7; day += 1) {
    const now = addMs(NOW, (day * 24 + (day % 2) * 11) * HOUR_MS);
    const db = await emptyDatabase();
    const { counts } = await loadDemo(db, { ...SMALL, seed: day, now });
    expect(counts.sessions).toBeGreaterThan(450);
    expect(counts.sessions).toBeLessThan(700);
    expect(counts.awaitingFeedback).toBeGreaterThan(10);
    const { rows } = await db.pool.query<{ recent: number; future: number }>(
      `SELECT count(*) FILTER (WHERE u.username = 'ada' AND s.start_time > $1) AS recent,
              count(*) FILTER (WHERE s.end_time > $2) AS future
       FROM marking_sessions s JOIN users u ON u.id = s.user_id`,
      [new Date(now - 7 * 24 * HOUR_MS), new Date(now)],
    );
    expect(rows[0]?.recent).toBeGreaterThan(2);
    expect(rows[0]?.future).toBe(0);
  }
});

it("lies in the zone that it is given", async () => {
  const db = await emptyDatabase();
  await loadDemo(db, { ...SMALL, seed: 1, now: NOW, timezone: "America/Santiago" });
  const { rows } = await db.pool.query("SELECT DISTINCT timezone, start_date FROM units");
  expect(rows).toEqual([{ timezone: "America/Santiago", start_date: "2026-08-03" }]);
});

it("refuses a zone that does not exist, a scale that is none, and names that are taken; then it leaves nothing", async () => {
  const db = await emptyDatabase();
  await db.pool.query(
    "INSERT INTO users (username, email, first_name, last_name) VALUES ('ada', 'ada@example.org', 'Ada', 'Other')",
  );
  const load = (change: object) => loadDemo(db, { ...SMALL, seed: 1, now: NOW, ...change });
  await expect(load({ timezone: "Mars/Olympus" })).rejects.toMatchObject({ code: "invalid", field: "timezone" });
  await expect(load({ scale: 0 })).rejects.toMatchObject({ code: "invalid", field: "scale" });
  await expect(load({ scale: Number.NaN })).rejects.toMatchObject({ code: "invalid", field: "scale" });
  await expect(load({})).rejects.toMatchObject({ code: "conflict" });
  expect(await countRows(db)).toBe(1);
});

it("loads beside accounts that were there before, such as the first admin", async () => {
  const db = await emptyDatabase();
  await db.pool.query(
    "INSERT INTO users (username, email, first_name, last_name) VALUES ('boss', 'boss@example.org', 'Bo', 'Ss')",
  );
  const { counts } = await loadDemo(db, { ...SMALL, seed: 1, now: NOW });
  const { rows } = await db.pool.query("SELECT count(*) AS users, max(id) AS last FROM users");
  expect(rows).toEqual([{ users: counts.users + 1, last: counts.users + 1 }]);
});

it("leaves nothing behind when it is interrupted", async () => {
  const db = await emptyDatabase();
  const bystander = new pg.Client({ connectionString: db.url });
  await bystander.connect();
  // Loading gets as far as the sessions and has to wait there, at every attempt.
  await bystander.query("BEGIN; LOCK TABLE marking_sessions IN EXCLUSIVE MODE");
  let outcome = "under way";
  const loading = loadDemo(db, { ...SMALL, seed: 1, now: NOW }).then(
    () => (outcome = "loaded"),
    () => (outcome = "failed"),
  );
  let interrupted = 0;
  while (outcome === "under way") {
    const { rows } = await bystander.query(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE relation = 'marking_sessions'::regclass AND NOT granted",
    );
    interrupted += rows.length;
  }
  await loading;
  expect(outcome).toBe("failed");
  expect(interrupted).toBeGreaterThan(0);
  await bystander.query("ROLLBACK");
  await bystander.end();
  expect(await countRows(db)).toBe(0);
  await loadDemo(db, { ...SMALL, seed: 1, now: NOW });
  expect(await countRows(db)).toBeGreaterThan(30);
});

async function countRows(db: TestDatabase): Promise<number> {
  const { rows } = await db.pool.query<{ rows: number }>(
    `SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM units) + (SELECT count(*) FROM tasks)
          + (SELECT count(*) FROM tutorial_windows) + (SELECT count(*) FROM settings) AS rows`,
  );
  return rows[0]?.rows ?? Number.NaN;
}

/** A hash of each table's rows; the password's salt is fresh every time. */
async function rowsOf(seed: number, now: Instant): Promise<Record<string, unknown>> {
  const db = await emptyDatabase();
  await loadDemo(db, { ...SMALL, seed, now });
  const { rows: tables } = await db.pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname NOT LIKE '\\_%' ORDER BY 1",
  );
  const hashes: Record<string, unknown> = {};
  for (const { name } of tables) {
    const row = name === "users" ? "to_jsonb(t) - 'password_hash'" : "to_jsonb(t)";
    const { rows } = await db.pool.query(
      `SELECT count(*) AS rows, md5(string_agg(row, '' ORDER BY row)) AS hash FROM (SELECT (${row})::text AS row FROM ${name} t) AS r`,
    );
    hashes[name] = rows[0];
  }
  return hashes;
}
