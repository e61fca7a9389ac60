import type { DomainError } from "@tutor-times/core/errors";
import { addMs } from "@tutor-times/core/instant";
import type { UserId } from "@tutor-times/core/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  FINN_LEFT,
  foundSmallUniversity,
  NOW,
  scopeOf,
  type PersonName,
  type SmallUniversity,
} from "../src/testing/small-university";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";
import { loadViewer } from "../src/viewers";
import { findStaffMember } from "../src/viewers-staff";

let db: TestDatabase;
let world: SmallUniversity;
beforeAll(async () => {
  db = await createTestDatabase();
  world = await foundSmallUniversity(db);
});
afterAll(() => db.drop());

test("a viewer is who they are, with every role they hold", async () => {
  const { sit101, people } = world;
  expect(await loadViewer(db, people.ada, NOW)).toEqual({
    scope: { userId: people.ada, isAdmin: false, convenes: [], tutors: [sit101], taught: [], studies: [] },
    user: {
      id: people.ada,
      username: "ada",
      firstName: "Ada",
      lastName: "Lovelace",
      email: "ada@example.edu",
      systemRole: "tutor",
      timezone: null,
    },
  });
  expect(await scopeOf(db, people.cho)).toMatchObject({ convenes: [sit101], tutors: [] });
  expect(await scopeOf(db, people.sam)).toMatchObject({ studies: [sit101], tutors: [] });
  expect(await scopeOf(db, people.root)).toMatchObject({ isAdmin: true });
});

test("a role that ends is held until the millisecond before, and remembered after", async () => {
  const at = async (ms: number) => (await loadViewer(db, world.people.finn, addMs(FINN_LEFT, ms)))?.scope;
  expect(await at(-1)).toMatchObject({ tutors: [world.sit101], taught: [] });
  expect(await at(0)).toMatchObject({ tutors: [], taught: [world.sit101] });
});

test("a student who withdrew is none any more, and a closed account is nobody", async () => {
  await db.prisma.project.updateMany({ where: { userId: world.people.tess }, data: { enrolled: false } });
  expect(await scopeOf(db, world.people.tess)).toMatchObject({ studies: [] });
  await db.prisma.user.update({ where: { id: world.people.omar }, data: { active: false } });
  expect(await loadViewer(db, world.people.omar, NOW)).toBeNull();
  expect(await loadViewer(db, 4_711 as UserId, NOW)).toBeNull();
});

const MATRIX: [PersonName, PersonName, "found" | "forbidden" | "not_found"][] = [
  ["ada", "ada", "found"],
  ["finn", "finn", "found"],
  ["cho", "ada", "found"],
  ["cho", "finn", "found"],
  ["root", "eve", "found"],
  ["ada", "brian", "forbidden"],
  ["sam", "ada", "forbidden"],
  ["sam", "sam", "forbidden"],
  ["finn", "ada", "forbidden"],
  ["cho", "eve", "not_found"],
  ["ada", "eve", "not_found"],
  ["nobody", "ada", "not_found"],
];

test.each(MATRIX)("%s asking for the time of %s: %s", async (viewer, wanted, outcome) => {
  const asked = findStaffMember(db, await scopeOf(db, world.people[viewer]), world.people[wanted]);
  if (outcome === "found") expect(await asked).toMatchObject({ id: world.people[wanted], username: wanted });
  else await expect(asked).rejects.toMatchObject({ name: "DomainError", code: outcome } satisfies Partial<DomainError>);
});

test("a convenor sees an admin's time once the admin marked in their unit", async () => {
  const scope = await scopeOf(db, world.people.cho);
  await expect(findStaffMember(db, scope, world.people.root)).rejects.toMatchObject({ code: "not_found" });
  const at = new Date(NOW);
  const span = { startTime: at, endTime: at, countedFrom: at };
  const key = { userId: world.people.root, unitId: world.sit101, ipAddress: "10.0.0.1" };
  await db.prisma.markingSession.create({ data: { ...key, ...span, duringTutorial: false } });
  expect(await findStaffMember(db, scope, world.people.root)).toMatchObject({ username: "root" });
});
