import type { ProjectId, TaskDefinitionId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import { parseInstant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import { loadViewer } from "../viewers";
import type { Database } from "../database";
import { makeProject, makeTask, makeTaskDefinition, makeUnit, makeUnitRole, makeUser } from "./factories";
import { makeTutorial } from "./timetable-factories";

/** A Wednesday within the dates of the units: 16:00 in Melbourne. */
export const NOW = parseInstant("2025-10-08T05:00:00.000Z");

/** When finn's role ended. */
export const FINN_LEFT = parseInstant("2025-09-08T00:00:00.000Z");

const PEOPLE = {
  /** Tutor of SIT101; teaches sam's tutorial, Mondays at 8:00. */
  ada: { firstName: "Ada", lastName: "Lovelace", systemRole: "tutor" },
  /** Another tutor of SIT101. */
  brian: { firstName: "Brian", lastName: "Kernighan", systemRole: "tutor" },
  /** Convenor of SIT101. */
  cho: { firstName: "Cho", lastName: "Chang", systemRole: "convenor" },
  /** Was a tutor of SIT101 until a month ago. */
  finn: { firstName: "Finn", lastName: "Former", systemRole: "tutor" },
  /** Tutor of SIT202 only. */
  eve: { firstName: "Eve", lastName: "Elsewhere", systemRole: "tutor" },
  /** Convenor of SIT202 only. */
  omar: { firstName: "Omar", lastName: "Other", systemRole: "convenor" },
  root: { firstName: "Root", lastName: "Admin", systemRole: "admin" },
  /** Student of SIT101, in ada's tutorial. */
  sam: { firstName: "Sam", lastName: "Student", systemRole: "student" },
  /** Student of SIT101 without a tutorial. */
  tess: { firstName: "Tess", lastName: "Student", systemRole: "student" },
  /** Holds no role anywhere. */
  nobody: { firstName: "No", lastName: "Body", systemRole: "student" },
} as const;
export type PersonName = keyof typeof PEOPLE;

export interface SmallUniversity {
  readonly people: Readonly<Record<PersonName, UserId>>;
  readonly sit101: UnitId;
  readonly sit202: UnitId;
  readonly projects: { readonly sam: ProjectId; readonly tess: ProjectId };
  /** 1.1P and 1.2P of SIT101, and the one definition of SIT202. */
  readonly definitions: {
    readonly first: TaskDefinitionId;
    readonly second: TaskDefinitionId;
    readonly elsewhere: TaskDefinitionId;
  };
  /** Both await feedback: sam's 1.1P since 7 October, tess's since the 6th. The 1.2P of both have no row yet. */
  readonly tasks: { readonly sam: TaskId; readonly tess: TaskId };
}

/** Two units, their staff and two students, for tests: see the remarks above for who is who. */
export async function foundSmallUniversity(db: Database): Promise<SmallUniversity> {
  const people = await makePeople(db);
  const unit101 = await makeUnit(db, { code: "SIT101", name: "Programming" });
  const unit202 = await makeUnit(db, { code: "SIT202", name: "Data structures" });
  const teaching = await makeUnitRole(db, { unitId: unit101.id, userId: people.ada });
  await makeUnitRole(db, { unitId: unit101.id, userId: people.brian });
  await makeUnitRole(db, { unitId: unit101.id, userId: people.cho, role: "convenor" });
  await makeUnitRole(db, { unitId: unit101.id, userId: people.finn, endedAt: FINN_LEFT });
  await makeUnitRole(db, { unitId: unit202.id, userId: people.eve });
  await makeUnitRole(db, { unitId: unit202.id, userId: people.omar, role: "convenor" });

  const first = await define(db, unit101.id, "1.1P", "Hello world");
  const second = await define(db, unit101.id, "1.2P", "Loops");
  const elsewhere = await define(db, unit202.id, "1.1P", "Lists");

  const tutorial = await makeTutorial(db, { unit: unit101, role: teaching, meetingDay: "Monday", meetingTime: "8:00" });
  const sam = await makeProject(db, { unitId: unit101.id, userId: people.sam, tutorialIds: [tutorial.id] });
  const tess = await makeProject(db, { unitId: unit101.id, userId: people.tess });
  const tasks = {
    sam: await submit(db, sam.id, first, "2025-10-07T01:00:00.000Z"),
    tess: await submit(db, tess.id, first, "2025-10-06T01:00:00.000Z"),
  };
  return {
    people,
    sit101: unit101.id,
    sit202: unit202.id,
    projects: { sam: sam.id, tess: tess.id },
    definitions: { first, second, elsewhere },
    tasks,
  };
}

/** What somebody may see and do at `NOW`. */
export async function scopeOf(db: Database, userId: UserId): Promise<Scope> {
  const viewer = await loadViewer(db, userId, NOW);
  if (viewer === null) throw new Error(`There is no user ${userId}`);
  return viewer.scope;
}

async function makePeople(db: Database): Promise<Record<PersonName, UserId>> {
  const made = Object.entries(PEOPLE).map(async ([username, person]) => [
    username,
    (await makeUser(db, { username, ...person })).id,
  ]);
  return Object.fromEntries(await Promise.all(made)) as Record<PersonName, UserId>;
}

async function define(db: Database, unitId: UnitId, abbreviation: string, name: string): Promise<TaskDefinitionId> {
  return (await makeTaskDefinition(db, { unitId, abbreviation, name, dueDate: "2025-10-03" })).id;
}

async function submit(db: Database, projectId: ProjectId, taskDefinitionId: TaskDefinitionId, at: string): Promise<TaskId> {
  const submission = { text: "print('hello')", submittedAt: parseInstant(at) };
  return (await makeTask(db, { projectId, taskDefinitionId, status: "ready_for_feedback", submission })).id;
}
