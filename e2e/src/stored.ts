import type { TaskId, UnitId } from "@tutor-times/core/ids";
import type { Database } from "@tutor-times/db/database";

/** A row of `marking_sessions`, its instants in epoch milliseconds. */
export interface StoredSession {
  readonly id: number;
  readonly userId: number;
  readonly start: number;
  readonly end: number;
  readonly minutes: number;
  readonly activeMs: number;
  readonly assessments: number;
  readonly comments: number;
  readonly opened: number;
}

/** All sessions of a unit, by their start. */
export async function storedSessions(db: Database, unitId: UnitId): Promise<StoredSession[]> {
  const { rows } = await db.pool.query<StoredSession>(
    `SELECT id, user_id AS "userId", ${ms("start_time")} AS start, ${ms("end_time")} AS "end", duration_minutes AS minutes,
            active_ms AS "activeMs", assessments, comments_added AS comments, submissions_opened AS opened
     FROM marking_sessions WHERE unit_id = $1 AND deleted_at IS NULL ORDER BY start_time`,
    [unitId],
  );
  return rows;
}

export interface StoredActivity {
  readonly sessionId: number;
  readonly action: string;
  readonly taskId: TaskId;
  readonly at: number;
  readonly statusChanged: boolean;
}

/** All activities in a unit, in the order in which they happened. */
export async function storedActivities(db: Database, unitId: UnitId): Promise<StoredActivity[]> {
  const { rows } = await db.pool.query<StoredActivity>(
    `SELECT a.marking_session_id AS "sessionId", a.action, a.task_id AS "taskId", ${ms("a.created_at")} AS at,
            a.status_changed AS "statusChanged"
     FROM session_activities a JOIN marking_sessions s ON s.id = a.marking_session_id
     WHERE s.unit_id = $1 ORDER BY a.created_at, a.id`,
    [unitId],
  );
  return rows;
}

export interface StoredStretch {
  readonly taskId: TaskId | null;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** All attention in a unit, by its start. */
export async function storedAttention(db: Database, unitId: UnitId): Promise<StoredStretch[]> {
  const { rows } = await db.pool.query<StoredStretch>(
    `SELECT task_id AS "taskId", kind, ${ms("start_time")} AS "from", ${ms("end_time")} AS "to"
     FROM attention_stretches WHERE unit_id = $1 ORDER BY start_time, kind`,
    [unitId],
  );
  return rows;
}

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;
