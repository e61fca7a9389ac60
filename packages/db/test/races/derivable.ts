import type { Action } from "@tutor-times/core/actions";
import { deriveSessions } from "@tutor-times/core/derive-sessions";
import type { Activity, SessionRow, Stretch } from "@tutor-times/core/evidence";
import type { ProjectId, TaskDefinitionId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf } from "@tutor-times/core/instant";
import { expect } from "vitest";
import type { Database } from "../../src/database";
import {
  policyOf,
  SESSION_COLUMNS,
  storedSession,
  storedStretch,
  tutorialWindow,
  type PolicyColumns,
  type SessionColumns,
  type StretchColumns,
  type WindowColumns,
} from "../../src/tracker/rows";

/** A session with what belongs to it, as the database and as the specification have it. */
interface Whole {
  readonly row: SessionRow;
  readonly activities: readonly Activity[];
}

/**
 * Holds every stored session, with its activities and all its columns, against what the specification makes of the
 * evidence that is stored for its key: not a session more, not one less. Returns how many there are.
 */
export async function expectDerivable(db: Database): Promise<number> {
  const keys = await db.pool.query<{ user_id: UserId; unit_id: UnitId; ip_address: string }>(
    "SELECT DISTINCT user_id, unit_id, ip_address FROM marking_sessions UNION SELECT user_id, unit_id, ip_address FROM attention_stretches",
  );
  let sessions = 0;
  for (const { user_id: userId, unit_id: unitId, ip_address: ipAddress } of keys.rows) {
    const key = [userId, unitId, ipAddress];
    const stored = await storedOf(db, key);
    const stretches = await stretchesOf(db, key);
    const evidence = { activities: stored.flatMap(({ activities }) => activities), stretches, dead: [] };
    const derived = deriveSessions(evidence, await rulesOf(db, userId, unitId));
    expect(stored.map(({ row }) => row)).toEqual(derived.map(({ row }) => row));
    expect(stored.map(({ activities }) => activities.map(textOf).toSorted())).toEqual(
      derived.map(({ activities }) => activities.map(textOf).toSorted()),
    );
    expectMerged(stretches);
    sessions += stored.length;
  }
  return sessions;
}

interface ActivityColumns {
  readonly marking_session_id: number;
  readonly created_at: Date;
  readonly action: Action;
  readonly status_changed: boolean;
  readonly project_id: ProjectId | null;
  readonly task_id: TaskId | null;
  readonly task_definition_id: TaskDefinitionId | null;
}

async function storedOf(db: Database, key: readonly unknown[]): Promise<Whole[]> {
  const ofKey = "s.user_id = $1 AND s.unit_id = $2 AND s.ip_address = $3 AND s.deleted_at IS NULL";
  const sessions = await db.pool.query<SessionColumns>(
    `SELECT ${SESSION_COLUMNS} FROM marking_sessions s WHERE ${ofKey} ORDER BY s.start_time, s.end_time`,
    [...key],
  );
  const activities = await db.pool.query<ActivityColumns>(
    `SELECT a.* FROM session_activities a JOIN marking_sessions s ON s.id = a.marking_session_id WHERE ${ofKey}`,
    [...key],
  );
  return sessions.rows.map((columns) => {
    const { id, ...row } = storedSession(columns);
    return { row, activities: activities.rows.filter((activity) => activity.marking_session_id === id).map(activityOf) };
  });
}

function activityOf(row: ActivityColumns): Activity {
  return {
    at: instantOf(row.created_at),
    action: row.action,
    statusChanged: row.status_changed,
    projectId: row.project_id,
    taskId: row.task_id,
    taskDefinitionId: row.task_definition_id,
  };
}

async function stretchesOf(db: Database, key: readonly unknown[]): Promise<Stretch[]> {
  const { rows } = await db.pool.query<StretchColumns>(
    `SELECT id, start_time, end_time, task_id, kind FROM attention_stretches
     WHERE user_id = $1 AND unit_id = $2 AND ip_address = $3 AND deleted_session_id IS NULL ORDER BY start_time`,
    [...key],
  );
  return rows.map(storedStretch);
}

async function rulesOf(db: Database, userId: UserId, unitId: UnitId) {
  const policies = await db.pool.query<PolicyColumns>("SELECT * FROM unit_policies WHERE unit_id = $1 ORDER BY effective_at", [
    unitId,
  ]);
  const windows = await db.pool.query<WindowColumns>("SELECT * FROM tutorial_windows WHERE user_id = $1 AND unit_id = $2", [
    userId,
    unitId,
  ]);
  const [first, ...later] = policies.rows.map(policyOf);
  if (first === undefined) throw new Error(`Unit ${unitId} has no policy.`);
  return { policies: [first, ...later] as const, windows: windows.rows.map(tutorialWindow) };
}

/** No two stretches of one task and kind touch: they would have been merged. */
function expectMerged(stretches: readonly Stretch[]): void {
  const ends = new Map<string, number>();
  const touching = stretches.filter(({ taskId, kind, start, end }) => {
    const same = `${taskId}/${kind}`;
    const before = ends.get(same) ?? 0;
    ends.set(same, Math.max(before, end));
    return start <= before;
  });
  expect(touching).toEqual([]);
}

function textOf(activity: Activity): string {
  return JSON.stringify(activity);
}
