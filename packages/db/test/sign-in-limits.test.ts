import { TooManyRequests } from "@tutor-times/core/errors";
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from "@tutor-times/core/instant";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDatabase, type Database } from "../src/database";
import { beginAttempt, noteSuccess } from "../src/sign-in-limits";
import { NOW } from "../src/testing/small-university";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";
import { keepUp } from "../src/upkeep";

const HERE = "203.0.113.7";

let db: TestDatabase;
let otherProcess: Database;
beforeAll(async () => {
  db = await createTestDatabase();
  otherProcess = openDatabase({ url: db.url });
});
beforeEach(() => db.pool.query("TRUNCATE sign_in_limits"));
afterAll(async () => {
  await otherProcess.close();
  await db.drop();
});

/** "tried", or for how many seconds it is held back. */
async function fail(now: Instant, name = "ada", ipAddress = HERE, database: Database = db): Promise<"tried" | number> {
  try {
    await beginAttempt(database, { name, ipAddress, now });
    return "tried";
  } catch (error) {
    if (error instanceof TooManyRequests) return error.retryAfterSeconds;
    throw error;
  }
}

async function failTimes(times: number, now: Instant, name?: string, ipAddress?: string): Promise<void> {
  for (let i = 0; i < times; i += 1) expect(await fail(now, name, ipAddress)).toBe("tried");
}

test("five failures cost nothing, and each further one doubles the wait, up to a quarter of an hour", async () => {
  await failTimes(5, NOW);
  let now = NOW;
  const waits = [];
  for (let i = 0; i < 12; i += 1) {
    expect(await fail(now)).toBe("tried");
    const wait = await fail(now);
    waits.push(wait);
    now = addMs(now, Number(wait) * SECOND_MS);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
});

test("one millisecond before the wait is over it is still held back", async () => {
  await failTimes(6, NOW);
  expect(await fail(addMs(NOW, SECOND_MS - 1))).toBe(1);
  expect(await fail(addMs(NOW, SECOND_MS))).toBe("tried");
});

test("what is held back counts for nothing", async () => {
  await failTimes(6, NOW);
  for (let i = 0; i < 30; i += 1) await fail(NOW);
  expect(await fail(addMs(NOW, SECOND_MS))).toBe("tried");
  expect(await fail(addMs(NOW, SECOND_MS))).toBe(2);
});

test("every process holds back what failed in another", async () => {
  await failTimes(6, NOW);
  expect(await fail(NOW, "ada", HERE, otherProcess)).toBe(1);
});

test("a hundred guesses at once are as many as one after the other", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, i) => fail(NOW, "ada", HERE, i % 2 === 0 ? db : otherProcess)),
  );
  expect(outcomes.filter((outcome) => outcome === "tried")).toHaveLength(6);
});

test("who knows the password in the end is held back no more, from this address", async () => {
  await failTimes(5, NOW);
  await noteSuccess(db, await beginAttempt(db, { name: "ada", ipAddress: HERE, now: NOW }));
  await failTimes(6, NOW);
  expect(await fail(NOW)).toBe(1);
});

test("signing in oneself does not wash an address clean for guesses at others", async () => {
  for (let i = 0; i < 50; i += 1) await failTimes(1, NOW, `student-${i}`);
  const own = { name: "mallory", ipAddress: HERE };
  await noteSuccess(db, await beginAttempt(db, { ...own, now: NOW }));
  expect(await fail(NOW, "ada")).toBe("tried");
  await expect(beginAttempt(db, { ...own, now: NOW })).rejects.toThrow(TooManyRequests);
});

test("a name that is tried from everywhere is slowed down, never shut for more than a minute", async () => {
  for (let i = 0; i < 20; i += 1) await failTimes(1, NOW, "ada", `198.51.100.${i}`);
  let now = NOW;
  for (let i = 20; i < 40; i += 1) {
    await failTimes(1, now, "ada", `198.51.100.${i}`);
    const wait = await fail(now, "ada", HERE);
    expect(wait).toBe(Math.min(2 ** (i - 20), 60));
    now = addMs(now, Number(wait) * SECOND_MS);
  }
});

test("whatever others try, a browser in which somebody signed in before is held back by its own failures alone", async () => {
  const known = { name: "ada", ipAddress: HERE, knownBrowser: "the mark of ada's browser", now: NOW };
  await failTimes(6, NOW);
  for (let i = 0; i < 40; i += 1) await fail(NOW, "ada", `198.51.100.${i}`);
  for (let i = 0; i < 60; i += 1) await fail(NOW, `student-${i}`);
  expect(await fail(NOW, "ada", "192.0.2.1")).toBeGreaterThan(0);
  expect(await fail(NOW, "brian")).toBeGreaterThan(0);
  for (let i = 0; i < 6; i += 1) await beginAttempt(otherProcess, known);
  await expect(beginAttempt(db, { ...known, ipAddress: "192.0.2.1" })).rejects.toThrow(TooManyRequests);
  await noteSuccess(db, await beginAttempt(db, { ...known, now: addMs(NOW, SECOND_MS) }));
  await beginAttempt(db, { ...known, now: addMs(NOW, SECOND_MS) });
});

test("a class that mistypes behind one address is not held back, nor is anybody by others' names", async () => {
  for (let i = 0; i < 50; i += 1) await failTimes(1, NOW, `tutor-${i}`);
  await failTimes(6, NOW, "ada", "198.51.100.1");
  expect(await fail(NOW, "brian", "198.51.100.1")).toBe("tried");
});

test("addresses of one household's IPv6 network are one", async () => {
  await failTimes(6, NOW, "ada", "2001:db8:1:2::1");
  expect(await fail(NOW, "ada", "2001:db8:1:2:ffff::1")).toBe(1);
  expect(await fail(NOW, "ada", "2001:db8:1:3::1")).toBe("tried");
});

test("a failure is forgotten after an hour, and a row after two days", async () => {
  await failTimes(6, NOW);
  const later = addMs(NOW, HOUR_MS);
  await failTimes(1, later);
  expect(await fail(later)).toBe(1);
  await failTimes(1, addMs(later, 6 * HOUR_MS));
  expect(await fail(addMs(later, 6 * HOUR_MS))).toBe("tried");
  await keepUp(db, addMs(later, 54 * HOUR_MS + 1));
  expect((await db.pool.query("SELECT FROM sign_in_limits")).rowCount).toBe(0);
});

test("a wait that a wrong clock left behind is none", async () => {
  await failTimes(6, addMs(NOW, 1_000 * HOUR_MS));
  expect(await fail(addMs(NOW, -MINUTE_MS))).toBe("tried");
});

test("what people typed as their name is not to be read from what is stored", async () => {
  await fail(NOW, "my-secret-password");
  const { rows } = await db.pool.query<{ text: string }>("SELECT l::text AS text FROM sign_in_limits l");
  expect(rows.map(({ text }) => text).join()).not.toContain("secret");
});
