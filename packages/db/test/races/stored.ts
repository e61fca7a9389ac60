import type { Database } from "../../src/database";

/** All that acts can leave behind, as text that holds no id which depends on the order of events. */
export interface Stored {
  /** Key, start, end, and every derived column. */
  readonly sessions: string[];
  /** The session's key and start before each. */
  readonly activities: string[];
  readonly stretches: string[];
  readonly tasks: string[];
  readonly comments: string[];
  /** With the answers that are kept under them. */
  readonly idempotencyKeys: string[];
}

const SESSION = "s.user_id, s.unit_id, s.ip_address, s.start_time";

const STATEMENTS: Record<keyof Stored, string> = {
  sessions: `
    SELECT ${SESSION}, s.end_time, s.duration_minutes, s.during_tutorial, s.continues, s.counted_from, s.active_ms,
           s.activities, s.assessments, s.comments_added, s.submissions_opened, s.deleted_at
    FROM marking_sessions s`,
  activities: `
    SELECT ${SESSION}, a.created_at, a.action, a.status_changed, a.project_id, a.task_definition_id, t.project_id AS of_task
    FROM session_activities a JOIN marking_sessions s ON s.id = a.marking_session_id LEFT JOIN tasks t ON t.id = a.task_id`,
  stretches: `
    SELECT a.user_id, a.unit_id, a.ip_address, t.project_id, t.task_definition_id, a.kind, a.start_time, a.end_time
    FROM attention_stretches a LEFT JOIN tasks t ON t.id = a.task_id`,
  tasks: `
    SELECT project_id, task_definition_id, status, submission_date, completion_date, assessment_date, times_assessed, grade, quality_pts
    FROM tasks`,
  comments: `
    SELECT t.project_id, t.task_definition_id, c.author_id, c.recipient_id, c.text, c.created_at, c.deleted_at
    FROM task_comments c JOIN tasks t ON t.id = c.task_id`,
  idempotencyKeys: "SELECT user_id, key, request_hash, response - 'id' AS response FROM idempotency_keys",
};

/** Reads everything afresh, sorted. */
export async function readStored(db: Database): Promise<Stored> {
  const read = async (statement: string) => {
    const { rows } = await db.pool.query<{ line: string }>(
      `SELECT row_to_json(r)::text AS line FROM (${statement}) r ORDER BY row_to_json(r)::text COLLATE "C"`,
    );
    return rows.map(({ line }) => line);
  };
  return {
    sessions: await read(STATEMENTS.sessions),
    activities: await read(STATEMENTS.activities),
    stretches: await read(STATEMENTS.stretches),
    tasks: await read(STATEMENTS.tasks),
    comments: await read(STATEMENTS.comments),
    idempotencyKeys: await read(STATEMENTS.idempotencyKeys),
  };
}
