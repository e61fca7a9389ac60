import type { TaskTarget } from "../../src/acts/act";
import type { Caller } from "../../src/acts/act";
import type { UserId } from "@tutor-times/core/ids";
import { addMs, MINUTE_MS, parseInstant, type Instant } from "@tutor-times/core/instant";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";
import {
  makeProject,
  makeTask,
  makeTaskDefinition,
  makeUnit,
  makeUnitRole,
  makeUser,
  type MadeTask,
  type MadeUnit,
} from "../../src/testing/factories";
import { listSessions } from "../../src/sessions/list-sessions";
import { loadViewer } from "../../src/viewers";

/** A unit with a tutor, a convenor and a student, and one task of the student. */
export interface Scene {
  readonly db: TestDatabase;
  readonly unit: MadeUnit;
  readonly tutor: UserId;
  readonly convenor: UserId;
  readonly student: UserId;
  readonly task: MadeTask;
  readonly target: TaskTarget;
}

const NINE = parseInstant("2025-10-08T09:00:00.000Z");

/** `minutes` after nine o'clock. */
export function at(minutes: number): Instant {
  return addMs(NINE, Math.round(minutes * MINUTE_MS));
}

export async function makeScene(): Promise<Scene> {
  const db = await createTestDatabase();
  const unit = await makeUnit(db, { timezone: "UTC" });
  const [tutor, convenor, student] = [await makeUser(db), await makeUser(db), await makeUser(db)];
  await makeUnitRole(db, { unitId: unit.id, userId: tutor.id });
  await makeUnitRole(db, { unitId: unit.id, userId: convenor.id, role: "convenor" });
  const project = await makeProject(db, { unitId: unit.id, userId: student.id });
  const definition = await makeTaskDefinition(db, { unitId: unit.id });
  const task = await makeTask(db, { projectId: project.id, taskDefinitionId: definition.id });
  const target = { projectId: project.id, taskDefinitionId: definition.id };
  return { db, unit, tutor: tutor.id, convenor: convenor.id, student: student.id, task, target };
}

/** Somebody acting at `now`, with the roles that the database gives them. */
export async function caller({ db }: Pick<Scene, "db">, userId: UserId, now: Instant, ipAddress = "10.0.0.1"): Promise<Caller> {
  const viewer = await loadViewer(db, userId, now);
  if (viewer === null) throw new Error(`There is no user ${userId}.`);
  return { scope: viewer.scope, now, ipAddress };
}

/** All sessions of the unit that are not deleted, read afresh through the convenor's eyes. */
export async function sessionsOf(scene: Scene) {
  const { scope } = await caller(scene, scene.convenor, at(0));
  const from = addMs(NINE, -30 * 24 * 60 * MINUTE_MS);
  const { sessions } = await listSessions(scene.db, scope, {
    unitId: scene.unit.id,
    from,
    to: addMs(from, 60 * 24 * 60 * MINUTE_MS),
  });
  return sessions;
}

/** How many rows each of the tables holds that an act can touch. */
export async function rowCounts({ db }: Pick<Scene, "db">): Promise<Record<string, number>> {
  const tables = [
    "tasks",
    "task_comments",
    "comment_reads",
    "marking_sessions",
    "session_activities",
    "attention_stretches",
    "idempotency_keys",
  ];
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await db.pool.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`);
    counts[table] = rows[0]?.count ?? -1;
  }
  return counts;
}
