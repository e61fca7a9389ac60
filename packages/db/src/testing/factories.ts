import { randomBytes } from "node:crypto";
import type { CommentId, ProjectId, TaskDefinitionId, TaskId, TutorialId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { DEFAULT_POLICY } from "@tutor-times/core/policy";
import type { TaskStatus } from "@tutor-times/core/task-status";
import type { SystemRole } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { insertRow } from "./insert-row";

// Small worlds for tests. Every suite makes its own: names and codes are random where none are given.

export interface MadeUser {
  readonly id: UserId;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** A person; a student without any unit unless told otherwise. */
export async function makeUser(
  db: Database,
  given: Partial<Omit<MadeUser, "id">> & {
    systemRole?: SystemRole;
    timezone?: string;
    externalId?: string;
    passwordHash?: string;
    active?: boolean;
  } = {},
): Promise<MadeUser> {
  const username = given.username ?? unique("user");
  const user = { username, email: `${username}@example.edu`, firstName: "Robin", lastName: username, ...given };
  return { ...user, id: await insertRow<UserId>(db, "users", user) };
}

export interface MadeUnit {
  readonly id: UnitId;
  readonly code: string;
  readonly name: string;
  readonly timezone: string;
  /** `YYYY-MM-DD`, included. */
  readonly startDate: string;
  /** `YYYY-MM-DD`, included. */
  readonly endDate: string;
}

/** A unit, by default in Melbourne from 14 July to 9 November 2025, with the given policy in force for all time. */
export async function makeUnit(
  db: Database,
  given: Partial<Omit<MadeUnit, "id">> & { externalId?: string; active?: boolean; policy?: Partial<PolicyValues> } = {},
): Promise<MadeUnit> {
  const { policy, ...columns } = given;
  const defaults = {
    code: unique("UNIT"),
    name: "A unit",
    timezone: "Australia/Melbourne",
    startDate: "2025-07-14",
    endDate: "2025-11-09",
  };
  const unit = { ...defaults, ...columns };
  const id = await insertRow<UnitId>(db, "units", unit);
  await makePolicy(db, { unitId: id, effectiveAt: 0, ...policy });
  return { ...unit, id };
}

export interface PolicyValues {
  readonly thresholdMinutes: number;
  readonly floorMinutes: number;
  readonly splitAtTutorials: boolean;
}

/** A change of policy from `effectiveAt` on, that instant included. */
export async function makePolicy(
  db: Database,
  given: Partial<PolicyValues> & { unitId: UnitId; effectiveAt: number; createdById?: UserId },
): Promise<void> {
  await insertRow(db, "unit_policies", { ...DEFAULT_POLICY, ...given, effectiveAt: new Date(given.effectiveAt) }, null);
}

export interface MadeUnitRole {
  readonly id: number;
  readonly unitId: UnitId;
  readonly userId: UserId;
}

/** Makes somebody staff of a unit, a tutor unless told otherwise; a new user if none is given. */
export async function makeUnitRole(
  db: Database,
  given: { unitId: UnitId; userId?: UserId; role?: "tutor" | "convenor"; endedAt?: Instant },
): Promise<MadeUnitRole> {
  const userId = given.userId ?? (await makeUser(db)).id;
  const endedAt = given.endedAt === undefined ? undefined : new Date(given.endedAt);
  const role = { role: "tutor", ...given, userId, endedAt };
  return { unitId: given.unitId, userId, id: await insertRow(db, "unit_roles", role) };
}

export interface MadeProject {
  readonly id: ProjectId;
  readonly unitId: UnitId;
  /** The student. */
  readonly userId: UserId;
}

/** Enrols a student in a unit, and in tutorials if any are named; a new student if none is given. */
export async function makeProject(
  db: Database,
  given: {
    unitId: UnitId;
    userId?: UserId;
    externalId?: string;
    campusId?: number;
    enrolled?: boolean;
    tutorialIds?: TutorialId[];
  },
): Promise<MadeProject> {
  const { tutorialIds = [], ...columns } = given;
  const userId = given.userId ?? (await makeUser(db)).id;
  const id = await insertRow<ProjectId>(db, "projects", { ...columns, userId });
  for (const tutorialId of tutorialIds) await insertRow(db, "tutorial_enrolments", { projectId: id, tutorialId }, null);
  return { id, unitId: given.unitId, userId };
}

export interface MadeTaskDefinition {
  readonly id: TaskDefinitionId;
  readonly unitId: UnitId;
  readonly abbreviation: string;
  readonly name: string;
}

export async function makeTaskDefinition(
  db: Database,
  given: { unitId: UnitId; abbreviation?: string; name?: string; description?: string; dueDate?: string; externalId?: string },
): Promise<MadeTaskDefinition> {
  const definition = { abbreviation: unique("T"), name: "A task", ...given };
  return { ...definition, id: await insertRow<TaskDefinitionId>(db, "task_definitions", definition) };
}

export interface MadeTask {
  readonly id: TaskId;
  readonly projectId: ProjectId;
  readonly taskDefinitionId: TaskDefinitionId;
}

/** One project's instance of a definition, not started unless told otherwise, with a submission if there is a text. */
export async function makeTask(
  db: Database,
  given: {
    projectId: ProjectId;
    taskDefinitionId: TaskDefinitionId;
    status?: TaskStatus;
    submission?: { text: string; submittedAt: Instant };
    timesAssessed?: number;
    externalId?: string;
  },
): Promise<MadeTask> {
  const { submission, ...columns } = given;
  const submittedAt = submission && new Date(submission.submittedAt);
  const id = await insertRow<TaskId>(db, "tasks", { ...columns, submissionDate: submittedAt });
  if (submission) await insertRow(db, "submissions", { taskId: id, text: submission.text, submittedAt });
  return { id, projectId: given.projectId, taskDefinitionId: given.taskDefinitionId };
}

export async function makeComment(
  db: Database,
  given: { taskId: TaskId; authorId: UserId; recipientId: UserId; text?: string; replyToId?: CommentId; createdAt?: Instant },
): Promise<{ id: CommentId }> {
  const createdAt = given.createdAt === undefined ? undefined : new Date(given.createdAt);
  return { id: await insertRow<CommentId>(db, "task_comments", { text: "A comment", ...given, createdAt }) };
}

function unique(prefix: string): string {
  return `${prefix}${randomBytes(5).toString("hex")}`;
}
