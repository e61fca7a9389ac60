import { addMs, HOUR_MS, type Instant } from "@tutor-times/core/instant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signInWithIdentity, type VouchedFor } from "../src/sign-in-identity";
import { findSignedIn } from "../src/signed-in";
import { foundSmallUniversity, NOW, type SmallUniversity } from "../src/testing/small-university";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

let db: TestDatabase;
let world: SmallUniversity;
beforeAll(async () => {
  db = await createTestDatabase();
  world = await foundSmallUniversity(db);
});
afterAll(() => db.drop());

const zoe: VouchedFor = {
  issuer: "https://login.example.edu",
  subject: "zoe-1",
  username: "zoe",
  email: "zoe@example.edu",
  emailVerified: true,
  firstName: "Zoe",
  lastName: "Zimmer",
  roles: [],
};

async function signIn(person: Partial<VouchedFor>, matchBy: "email" | "username" = "email", now: Instant = NOW) {
  const outcome = await signInWithIdentity(db, { vouched: { ...zoe, ...person }, matchBy, now });
  return typeof outcome === "string" ? outcome : outcome.viewer;
}

test("who comes for the first time gets an account without any role, and a credential for a browser", async () => {
  const outcome = await signInWithIdentity(db, { vouched: zoe, matchBy: "email", now: NOW });
  if (typeof outcome === "string") throw new Error(outcome);
  const { viewer, token } = outcome;
  expect(viewer).toMatchObject({ user: { username: "zoe", email: "zoe@example.edu", systemRole: "student" } });
  expect(viewer.scope).toMatchObject({ isAdmin: false, convenes: [], tutors: [], taught: [], studies: [] });
  expect((await findSignedIn(db, { token, kind: "browser", now: NOW }))?.token).toMatchObject({
    userId: viewer.user.id,
  });
});

test("who was here before is known by issuer and subject, whatever they are called now", async () => {
  const before = await signIn({});
  const after = await signIn({ username: "zoe.married", email: "zoe.married@example.edu" });
  expect(after).toEqual(before);
});

test("an account is found by an e-mail address that the provider verified", async () => {
  expect(await signIn({ subject: "ada-1", email: "ADA@example.edu", username: "al" })).toMatchObject({
    user: { id: world.people.ada },
  });
});

test("an address that nobody verified finds no account, and makes no second one", async () => {
  expect(await signIn({ subject: "mallory", email: "brian@example.edu", username: "mallory", emailVerified: false })).toBe(
    "taken",
  );
  expect(await db.prisma.identity.count({ where: { subject: "mallory" } })).toBe(0);
});

test("an account is found by username only where the configuration says so", async () => {
  const cho = { subject: "cho-1", username: "cho", email: "other@example.edu" };
  expect(await signIn(cho, "email")).toBe("taken");
  expect(await signIn({ ...cho, emailVerified: false }, "username")).toMatchObject({ user: { id: world.people.cho } });
});

test("an address that was given to somebody else in time does not lead to who had it before", async () => {
  await signIn({ subject: "eve-1", email: "eve@example.edu", username: "eve" });
  expect(await signIn({ subject: "eve-2", email: "eve@example.edu", username: "eve" })).toBe("taken");
});

test("another provider's subject of the same name is somebody else", async () => {
  expect(await signIn({ issuer: "https://evil.example", username: "zed", email: "zed@example.edu" })).toMatchObject({
    user: { username: "zed" },
  });
});

test.each([{ email: null }, { email: "no address" }, { username: "with spaces" }])(
  "%j is too little to know somebody by",
  async (said) => {
    expect(await signIn({ subject: "nobody-1", email: "new@example.edu", username: "new", ...said })).toBe("incomplete");
  },
);

test("a closed account stays closed", async () => {
  await signIn({ subject: "finn-1", email: "finn@example.edu", username: "finn" });
  await db.prisma.user.update({ where: { id: world.people.finn }, data: { active: false } });
  expect(await signIn({ subject: "finn-1" })).toBe("closed");
});

test("two tabs in which somebody signs in for the first time make one account", async () => {
  const person = { subject: "tabs", email: "tabs@example.edu", username: "tabs" };
  const viewers = await Promise.all(Array.from({ length: 8 }, () => signIn(person)));
  expect(new Set(viewers.map((viewer) => (typeof viewer === "string" ? viewer : viewer.user.id))).size).toBe(1);
});

test("a group gives a role, and takes back what it gave, at the next sign-in", async () => {
  const person = { subject: "group", email: "group@example.edu", username: "group" };
  const roles = [{ unit: "SIT101", role: "tutor" as const }];
  expect(await signIn({ ...person, roles })).toMatchObject({ scope: { tutors: [world.sit101], convenes: [] } });
  const later = addMs(NOW, HOUR_MS);
  const gone = await signIn({ ...person, roles: [{ unit: "SIT202", role: "convenor" }] }, "email", later);
  expect(gone).toMatchObject({ scope: { tutors: [], taught: [world.sit101], convenes: [world.sit202] } });
  expect(await signIn({ ...person, roles }, "email", addMs(later, 1))).toMatchObject({ scope: { tutors: [world.sit101] } });
});

test("a role that a convenor gave is nothing of the groups', and one that they ended stays ended", async () => {
  const brian = { subject: "brian-1", email: "brian@example.edu", username: "brian" };
  expect(await signIn(brian)).toMatchObject({ scope: { tutors: [world.sit101] } });
  await signIn({ ...brian, roles: [{ unit: "SIT202", role: "tutor" }] });
  const where = { unitId: world.sit202, userId: world.people.brian };
  await db.prisma.unitRole.updateMany({ where, data: { endedAt: new Date(NOW) } });
  const after = await signIn({ ...brian, roles: [{ unit: "SIT202", role: "tutor" }] }, "email", addMs(NOW, 1));
  expect(after).toMatchObject({ scope: { tutors: [world.sit101], taught: [world.sit202] } });
});

test("groups give nothing in units that are over or that nobody knows", async () => {
  await db.prisma.unit.update({ where: { id: world.sit202 }, data: { active: false } });
  const roles = [
    { unit: "SIT202", role: "tutor" as const },
    { unit: "SIT999", role: "convenor" as const },
  ];
  const viewer = await signIn({ subject: "old", email: "old@example.edu", username: "old", roles });
  expect(viewer).toMatchObject({ scope: { tutors: [], convenes: [], isAdmin: false } });
});

test("what groups gave and took is in the audit log", async () => {
  const group = await db.prisma.user.findUniqueOrThrow({ where: { username: "group" } });
  const entries = await db.prisma.auditEntry.findMany({ where: { action: { startsWith: "unit.role" } }, orderBy: { id: "asc" } });
  const actions = entries.filter(({ details }) => JSON.stringify(details).includes(`"userId":${group.id}`));
  expect(actions.map(({ action }) => action)).toEqual([
    "unit.role.give",
    "unit.role.give",
    "unit.role.end",
    "unit.role.give",
    "unit.role.end",
  ]);
});
