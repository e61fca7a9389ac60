import type { ProjectId, TaskDefinitionId, UnitId } from "@tutor-times/core/ids";
import { parseInstant } from "@tutor-times/core/instant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listInbox } from "../src/inbox";
import { findTask } from "../src/tasks";
import { foundSmallUniversity, NOW, scopeOf, type PersonName, type SmallUniversity } from "../src/testing/small-university";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";
import { findUnit, listUnits } from "../src/units";

let db: TestDatabase;
let world: SmallUniversity;
beforeAll(async () => {
  db = await createTestDatabase();
  world = await foundSmallUniversity(db);
});
afterAll(() => db.drop());

const as = (name: PersonName) => scopeOf(db, world.people[name]);

test.each<[PersonName, { code: string; role: string; ended: boolean }[]]>([
  ["ada", [{ code: "SIT101", role: "Tutor", ended: false }]],
  ["cho", [{ code: "SIT101", role: "Convenor", ended: false }]],
  ["sam", [{ code: "SIT101", role: "Student", ended: false }]],
  ["finn", [{ code: "SIT101", role: "Tutor", ended: true }]],
  ["nobody", []],
  [
    "root",
    [
      { code: "SIT101", role: "Admin", ended: false },
      { code: "SIT202", role: "Admin", ended: false },
    ],
  ],
])("%s sees these units, with that role", async (name, expected) => {
  const units = await listUnits(db, await as(name), NOW);
  expect(units.map(({ code, role, ended }) => ({ code, role, ended }))).toEqual(expected);
});

test("a unit comes with its dates and the policy in force", async () => {
  const change = { effectiveAt: new Date("2025-10-09T00:00:00.000Z"), thresholdMinutes: 20, floorMinutes: 10 };
  await db.prisma.unitPolicy.create({ data: { unitId: world.sit101, ...change } });
  const scope = await as("ada");
  expect(await listUnits(db, scope, NOW)).toMatchObject([
    { startDate: "2025-07-14", endDate: "2025-11-09", thresholdMinutes: 15, floorMinutes: 5 },
  ]);
  const changed = parseInstant("2025-10-09T00:00:00.000Z");
  expect(await listUnits(db, scope, changed)).toMatchObject([{ thresholdMinutes: 20, floorMinutes: 10 }]);
});

test("a unit in which somebody has no role is one that does not exist", async () => {
  const missing = { name: "DomainError", code: "not_found", message: "Unable to find requested Unit" };
  await expect(findUnit(db, await as("ada"), world.sit202)).rejects.toMatchObject(missing);
  await expect(findUnit(db, await as("root"), 4_711 as UnitId)).rejects.toMatchObject(missing);
  await expect(findUnit(db, await as("root"), Number.MAX_SAFE_INTEGER as UnitId)).rejects.toMatchObject(missing);
  expect(await findUnit(db, await as("ada"), world.sit101)).toMatchObject({ code: "SIT101", timezone: "Australia/Melbourne" });
});

test("the inbox has a tutor's own students first, then those who wait longest", async () => {
  const { tasks, projects, people } = world;
  expect(await listInbox(db, await as("ada"), world.sit101)).toEqual([
    {
      taskId: tasks.sam,
      projectId: projects.sam,
      taskDefinitionId: world.definitions.first,
      abbreviation: "1.1P",
      taskName: "Hello world",
      student: { id: people.sam, name: "Sam Student" },
      status: "ready_for_feedback",
      submissionDate: parseInstant("2025-10-07T01:00:00.000Z"),
      own: true,
    },
    expect.objectContaining({ taskId: tasks.tess, own: false }),
  ]);
  const others = await listInbox(db, await as("brian"), world.sit101);
  expect(others.map(({ taskId, own }) => [taskId, own])).toEqual([
    [tasks.tess, false],
    [tasks.sam, false],
  ]);
});

test.each<[PersonName, string]>([
  ["sam", "forbidden"],
  ["finn", "forbidden"],
  ["eve", "not_found"],
  ["nobody", "not_found"],
])("the inbox of SIT101 is not for %s", async (name, code) => {
  await expect(listInbox(db, await as(name), world.sit101)).rejects.toMatchObject({ code });
});

test("a task is read with its latest submission, and one without a row as not started", async () => {
  const { projects, definitions, tasks } = world;
  const key = { projectId: projects.sam, taskDefinitionId: definitions.first };
  await db.prisma.submission.create({
    data: { taskId: tasks.sam, submittedAt: new Date("2025-10-07T02:00:00Z"), text: "again" },
  });
  expect(await findTask(db, await as("ada"), key)).toMatchObject({
    taskId: tasks.sam,
    unitCode: "SIT101",
    dueDate: "2025-10-03",
    status: "ready_for_feedback",
    student: { name: "Sam Student" },
    submission: { text: "again", submittedAt: parseInstant("2025-10-07T02:00:00.000Z") },
  });
  expect(await findTask(db, await as("sam"), { ...key, taskDefinitionId: definitions.second })).toMatchObject({
    taskId: null,
    status: "not_started",
    submission: null,
  });
});

test.each<[PersonName, string]>([
  ["tess", "forbidden"],
  ["finn", "forbidden"],
  ["eve", "not_found"],
  ["nobody", "not_found"],
])("sam's task is not for %s", async (name, code) => {
  const key = { projectId: world.projects.sam, taskDefinitionId: world.definitions.first };
  await expect(findTask(db, await as(name), key)).rejects.toMatchObject({ code });
});

test("a definition of another unit, or none at all, is no task of the project", async () => {
  const scope = await as("root");
  for (const taskDefinitionId of [world.definitions.elsewhere, 4_711 as TaskDefinitionId]) {
    await expect(findTask(db, scope, { projectId: world.projects.sam, taskDefinitionId })).rejects.toMatchObject({
      code: "not_found",
      message: "Unable to find requested Task",
    });
  }
  const unknown = { projectId: 4_711 as ProjectId, taskDefinitionId: world.definitions.first };
  await expect(findTask(db, scope, unknown)).rejects.toMatchObject({ message: "Unable to find requested Project" });
});
