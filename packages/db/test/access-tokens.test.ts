import { addMs, HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expiryOf, issueToken, renewToken, revokeToken } from "../src/access-tokens";
import { findSignedIn, type ShownToken } from "../src/signed-in";
import { foundSmallUniversity, NOW, type SmallUniversity } from "../src/testing/small-university";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

let db: TestDatabase;
let world: SmallUniversity;
beforeAll(async () => {
  db = await createTestDatabase();
  world = await foundSmallUniversity(db);
});
afterAll(() => db.drop());

/** The credential that is shown, or null. */
const find = async (shown: ShownToken) => (await findSignedIn(db, shown))?.token ?? null;

const DAY_MS = 24 * HOUR_MS;
const TWO_HOURS = addMs(NOW, 2 * HOUR_MS);

function issue(kind: "ontrack" | "browser", expiresAt = TWO_HOURS) {
  return issueToken(db, { userId: world.people.ada, kind, now: NOW, expiresAt });
}

function stored(userId = world.people.ada) {
  return db.prisma.accessToken.findFirstOrThrow({ where: { userId }, orderBy: { id: "desc" } });
}

test("a token is found by itself, and only its hash is stored", async () => {
  const token = await issue("ontrack");
  expect(await find({ token, kind: "ontrack", now: NOW })).toMatchObject({
    userId: world.people.ada,
    kind: "ontrack",
    expired: false,
  });
  const { tokenHash } = await stored();
  expect(tokenHash).toHaveLength(32);
  expect(Buffer.from(tokenHash).toString("utf8")).not.toContain(token);
});

test("a token counts for its own kind and its own user, the username in any case", async () => {
  const token = await issue("ontrack");
  expect(await find({ token, kind: "browser", now: NOW })).toBeNull();
  expect(await find({ token, kind: "ontrack", username: "brian", now: NOW })).toBeNull();
  expect(await find({ token, kind: "ontrack", username: "ADA", now: NOW })).not.toBeNull();
  expect(await find({ token: `${token}x`, kind: "ontrack", now: NOW })).toBeNull();
});

test("a token is good until the millisecond before it expires", async () => {
  const token = await issue("ontrack");
  expect(await find({ token, kind: "ontrack", now: addMs(TWO_HOURS, -1) })).toMatchObject({
    expired: false,
  });
  expect(await find({ token, kind: "ontrack", now: TWO_HOURS })).toMatchObject({
    expired: true,
  });
});

test("a revoked token is no token any more", async () => {
  const token = await issue("ontrack");
  await revokeToken(db, { token, now: NOW });
  expect(await find({ token, kind: "ontrack", now: NOW })).toBeNull();
});

test("renewing never shortens a token's life", async () => {
  const token = await issue("ontrack", expiryOf("ontrack", NOW, true));
  await renewToken(db, { token, remembered: false, now: NOW });
  expect((await stored()).expiresAt).toEqual(new Date(addMs(NOW, 7 * DAY_MS)));
  await renewToken(db, { token, remembered: true, now: addMs(NOW, HOUR_MS) });
  expect((await stored()).expiresAt).toEqual(new Date(addMs(NOW, 7 * DAY_MS + HOUR_MS)));
});

test("the last use is noted at most once a minute", async () => {
  const token = await issue("ontrack");
  const use = (ms: number) => find({ token, kind: "ontrack", now: addMs(NOW, ms) });
  await use(0);
  await use(MINUTE_MS - 1);
  expect((await stored()).lastUsedAt).toEqual(new Date(NOW));
  await use(MINUTE_MS);
  expect((await stored()).lastUsedAt).toEqual(new Date(addMs(NOW, MINUTE_MS)));
});

test("a browser's session goes on while it is used, for 30 days at most", async () => {
  const token = await issue("browser", expiryOf("browser", NOW, false));
  const use = (ms: number) => find({ token, kind: "browser", now: addMs(NOW, ms) });
  expect(await use(11 * HOUR_MS)).toMatchObject({ expired: false });
  expect(await use(22 * HOUR_MS)).toMatchObject({ expired: false });
  expect(await use(34 * HOUR_MS)).toMatchObject({ expired: true });
  for (let day = 1; day < 60; day += 1) await use(22 * HOUR_MS + (day * DAY_MS) / 3);
  expect((await stored()).expiresAt.getTime()).toBeLessThanOrEqual(addMs(NOW, 30 * DAY_MS));
});
