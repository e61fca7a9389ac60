import { addMs, HOUR_MS } from "@tutor-times/core/instant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword } from "../src/passwords";
import { signInWithPassword } from "../src/sign-in";
import { findSignedIn } from "../src/signed-in";
import { foundSmallUniversity, NOW, type SmallUniversity } from "../src/testing/small-university";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

const PASSWORD = "a long enough password";

let db: TestDatabase;
let world: SmallUniversity;
beforeAll(async () => {
  db = await createTestDatabase();
  world = await foundSmallUniversity(db);
  const passwordHash = await hashPassword(PASSWORD);
  await db.prisma.user.updateMany({ where: { username: { in: ["ada", "sam", "eve"] } }, data: { passwordHash } });
  await db.prisma.user.update({ where: { username: "eve" }, data: { active: false } });
});
afterAll(() => db.drop());

function signIn(username: string, password = PASSWORD, remember = false) {
  return signInWithPassword(db, { username, password, now: NOW, ipAddress: "203.0.113.7", kind: "ontrack", remember });
}

test.each(["ada", " ADA ", "Ada@Example.edu"])("%j and the right password give a token", async (username) => {
  const signedIn = await signIn(username);
  expect(signedIn).toMatchObject({ userId: world.people.ada, viewer: { user: { username: "ada" } } });
  const found = (await findSignedIn(db, { token: signedIn?.token ?? "", kind: "ontrack", now: NOW }))?.token ?? null;
  expect(found).toMatchObject({ userId: world.people.ada, expired: false });
});

test.each([
  ["a wrong password", "ada", "a long enough passwort"],
  ["an unknown user", "zoe", PASSWORD],
  ["a closed account", "eve", PASSWORD],
  ["an account without a password", "brian", ""],
  ["no name", "", PASSWORD],
  ["a name that the database cannot hold", "ada\0", PASSWORD],
  ["a broken character", "ada\ud800", PASSWORD],
])("%s gives no token", async (_case, username, password) => {
  const before = await db.prisma.accessToken.count();
  expect(await signIn(username, password)).toBeNull();
  expect(await db.prisma.accessToken.count()).toBe(before);
});

test("remember me counts for staff only", async () => {
  expect(await signIn("ada", PASSWORD, true)).toMatchObject({ expiresAt: addMs(NOW, 7 * 24 * HOUR_MS) });
  expect(await signIn("ada", PASSWORD, false)).toMatchObject({ expiresAt: addMs(NOW, 2 * HOUR_MS) });
  expect(await signIn("sam", PASSWORD, true)).toMatchObject({ expiresAt: addMs(NOW, 2 * HOUR_MS) });
});
