import { addMs, HOUR_MS, type Instant, parseInstant } from "@tutor-times/core/instant";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { issueToken } from "../src/access-tokens";
import { makeUser } from "../src/testing/factories";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";
import { keepUp } from "../src/upkeep";

const NOW = parseInstant("2033-05-20T10:00:00.000Z");
const DAY_MS = 24 * HOUR_MS;
const daysAgo = (days: number) => addMs(NOW, -days * DAY_MS);

let db: TestDatabase;
let userId: Awaited<ReturnType<typeof makeUser>>["id"];
beforeAll(async () => {
  db = await createTestDatabase();
  userId = (await makeUser(db)).id;
});
beforeEach(() => db.pool.query("DELETE FROM access_tokens; DELETE FROM idempotency_keys"));
afterAll(() => db.drop());

const issue = (name: string, kind: "browser" | "ontrack", expiresAt: Instant) =>
  issueToken(db, { userId, kind, name, now: daysAgo(100), expiresAt });

async function namesOfTokens(): Promise<unknown[]> {
  const { rows } = await db.pool.query("SELECT name FROM access_tokens ORDER BY name");
  return rows.map(({ name }) => name);
}

async function partitions(): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    "SELECT relname AS name FROM pg_class WHERE relname ~ '^session_activities_20' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

test("a server that runs for years has the partitions of the months ahead, however often and by whomever it is done", async () => {
  expect(await partitions()).not.toContain("session_activities_203305");
  await Promise.all([keepUp(db, NOW), keepUp(db, NOW), keepUp(db, NOW)]);
  expect(await partitions()).toEqual(
    expect.arrayContaining(["session_activities_203304", "session_activities_203305", "session_activities_203407"]),
  );
  const before = await partitions();
  expect(await keepUp(db, NOW)).toEqual({ deletedKeys: 0, deletedTokens: 0 });
  expect(await partitions()).toEqual(before);
});

test("sign-ins that ended a month ago go, later ones and tokens that people named stay", async () => {
  await issue("browser, long ended", "browser", daysAgo(31));
  await issue("browser, just ended", "browser", daysAgo(29));
  await issue("ontrack, long ended", "ontrack", daysAgo(31));
  await issue("ontrack, still good", "ontrack", daysAgo(-1));
  await issueToken(db, {
    userId,
    kind: "personal",
    name: "personal, long ended",
    scopes: ["read"],
    now: daysAgo(100),
    expiresAt: daysAgo(31),
  });
  await issue("revoked long ago", "browser", daysAgo(-1));
  await db.pool.query("UPDATE access_tokens SET revoked_at = $1 WHERE name = 'revoked long ago'", [new Date(daysAgo(31))]);
  expect(await keepUp(db, NOW)).toEqual({ deletedKeys: 0, deletedTokens: 3 });
  expect(await namesOfTokens()).toEqual(["browser, just ended", "ontrack, still good", "personal, long ended"]);
});

test("idempotency keys stay for a month", async () => {
  await db.pool.query(
    `INSERT INTO idempotency_keys (user_id, key, request_hash, response, created_at)
     SELECT $1, gen_random_uuid(), 'hash', '{}', at FROM unnest($2::timestamptz[]) AS at`,
    [userId, [daysAgo(31), daysAgo(29)].map((at) => new Date(at))],
  );
  expect(await keepUp(db, NOW)).toEqual({ deletedKeys: 1, deletedTokens: 0 });
});

test("nothing is done twice at once: who comes while another is at it leaves it to them", async () => {
  const other = await db.pool.connect();
  await other.query("BEGIN; SELECT pg_advisory_xact_lock(4711082026)");
  expect(await keepUp(db, NOW)).toBeNull();
  await other.query("ROLLBACK");
  other.release();
  expect(await keepUp(db, NOW)).not.toBeNull();
});

test("a table that somebody holds is waited for shortly, and nothing is half done", async () => {
  await issue("browser, long ended", "browser", daysAgo(31));
  const other = await db.pool.connect();
  await other.query("BEGIN; LOCK TABLE session_activities IN ROW EXCLUSIVE MODE");
  await expect(keepUp(db, addMs(NOW, 400 * DAY_MS))).rejects.toThrow("lock timeout");
  expect(await namesOfTokens()).toEqual(["browser, long ended"]);
  await other.query("ROLLBACK");
  other.release();
});
