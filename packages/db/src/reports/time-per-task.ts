import type { ProjectId, TaskDefinitionId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import type { FigureFilter } from "./figures";

/** What of somebody's session time went into one task; milliseconds. */
export interface TaskTime {
  readonly userId: UserId;
  readonly unitId: UnitId;
  readonly taskId: TaskId;
  readonly projectId: ProjectId;
  readonly taskDefinitionId: TaskDefinitionId;
  readonly studentId: UserId;
  /** Covered by attention that names the task; two at once share it equally, the last taking the odd millisecond. */
  readonly observedMs: number;
  /** From the end of the evidence before an act on the task to that act. */
  readonly estimatedMs: number;
}

export interface TimePerTask {
  readonly tasks: readonly TaskTime[];
  /** Session time that no task can claim. With the tasks' it adds up to the sessions' length, always. */
  readonly unattributedMs: number;
}

/** $1-$3 the scope, $4 the user or null, $5 the units or null, $6 and $7 the range. Times are clipped to the range. */
const SESSION_TIME = `
  WITH visible AS MATERIALIZED (
    SELECT s.id, s.user_id, s.unit_id, s.ip_address, s.start_time, s.end_time,
           greatest(s.start_time, $6) AS clip_from, least(s.end_time, $7) AS clip_to
    FROM marking_sessions s
    WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL
      AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
      AND s.end_time > $6 AND s.start_time < $7
  ), attention AS (
    SELECT v.id, t.task_id, range_agg(tstzrange(greatest(t.start_time, v.clip_from), least(t.end_time, v.clip_to))) AS times
    FROM visible v JOIN attention_stretches t ON t.user_id = v.user_id AND t.unit_id = v.unit_id AND t.ip_address = v.ip_address
      AND t.deleted_session_id IS NULL AND t.start_time < v.clip_to AND t.end_time > v.clip_from
    WHERE t.task_id IS NOT NULL AND v.clip_from < v.clip_to
    GROUP BY v.id, t.task_id
  ), marks AS (
    SELECT DISTINCT a.id, mark FROM attention a, unnest(a.times) AS r, LATERAL (VALUES (lower(r)), (upper(r))) AS m(mark)
  ), segments AS (
    SELECT id, tstzrange(mark, lead(mark) OVER (PARTITION BY id ORDER BY mark)) AS segment FROM marks
  ), shares AS (
    SELECT s.id, a.task_id, (extract(epoch FROM upper(s.segment) - lower(s.segment)) * 1000)::bigint AS ms,
           count(*) OVER same AS sharers, row_number() OVER (PARTITION BY s.id, s.segment ORDER BY a.task_id) AS place
    FROM segments s JOIN attention a ON a.id = s.id AND a.times @> s.segment
    WHERE NOT upper_inf(s.segment) WINDOW same AS (PARTITION BY s.id, s.segment)
  ), observed AS (
    SELECT id, task_id, sum(ms / sharers + CASE WHEN place = sharers THEN ms % sharers ELSE 0 END)::bigint AS observed_ms
    FROM shares GROUP BY id, task_id
  ), acts AS (
    SELECT DISTINCT ON (v.id, a.created_at) v.id, v.user_id, v.unit_id, v.ip_address, v.start_time, a.created_at AS at, a.task_id
    FROM visible v JOIN session_activities a ON a.marking_session_id = v.id
    ORDER BY v.id, a.created_at, a.task_id
  ), led AS (
    SELECT a.*, greatest(a.start_time, lag(a.at) OVER (PARTITION BY a.id ORDER BY a.at)) AS quiet_since FROM acts a
  ), gaps AS (
    SELECT l.id, l.task_id, l.at, greatest(l.quiet_since, (
        SELECT max(least(t.end_time, l.at)) FROM attention_stretches t
        WHERE t.user_id = l.user_id AND t.unit_id = l.unit_id AND t.ip_address = l.ip_address
          AND t.deleted_session_id IS NULL AND t.start_time < l.at AND t.end_time > l.quiet_since)) AS since
    FROM led l WHERE l.task_id IS NOT NULL
  ), estimated AS (
    SELECT id, task_id, sum(extract(epoch FROM least(at, $7) - greatest(since, $6)) * 1000)::bigint AS estimated_ms
    FROM gaps WHERE least(at, $7) > greatest(since, $6) GROUP BY id, task_id
  )`;

const PER_TASK = `${SESSION_TIME}
  SELECT v.user_id, v.unit_id, t.id AS task_id, t.project_id, t.task_definition_id, p.user_id AS student_id,
         coalesce(sum(observed_ms), 0)::bigint AS observed_ms, coalesce(sum(estimated_ms), 0)::bigint AS estimated_ms
  FROM (SELECT * FROM observed FULL JOIN estimated USING (id, task_id)) attributed
  JOIN visible v USING (id) JOIN tasks t ON t.id = attributed.task_id JOIN projects p ON p.id = t.project_id
  GROUP BY v.user_id, v.unit_id, t.id, p.id ORDER BY v.user_id, v.unit_id, t.id`;

const LENGTH = `
  SELECT coalesce(sum(extract(epoch FROM least(s.end_time, $7) - greatest(s.start_time, $6)) * 1000), 0)::bigint AS ms
  FROM marking_sessions s
  WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL
    AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
    AND s.end_time > $6 AND s.start_time < $7`;

/**
 * Where the session time within `[from, to)` went, per person and task, as far as `scope` reaches: observed, estimated,
 * and what is left unattributed (docs/rules.md §3). The three add up to the length of the sessions in the range.
 */
export async function timePerTask(
  db: Database,
  scope: Scope,
  { userId, unitIds, from, to }: FigureFilter & { readonly from: Instant; readonly to: Instant },
): Promise<TimePerTask> {
  const values = [...visibleTo(scope), userId ?? null, unitIds ?? null, dateOf(from), dateOf(to)];
  const [perTask, length] = await Promise.all([
    db.pool.query<TaskTimeColumns>({ name: "time-per-task", text: PER_TASK, values }),
    db.pool.query<{ ms: number }>({ name: "session-length", text: LENGTH, values }),
  ]);
  const tasks = perTask.rows.map((row) => ({
    userId: row.user_id,
    unitId: row.unit_id,
    taskId: row.task_id,
    projectId: row.project_id,
    taskDefinitionId: row.task_definition_id,
    studentId: row.student_id,
    observedMs: row.observed_ms,
    estimatedMs: row.estimated_ms,
  }));
  const attributed = tasks.reduce((sum, task) => sum + task.observedMs + task.estimatedMs, 0);
  return { tasks, unattributedMs: (length.rows[0]?.ms ?? 0) - attributed };
}

interface TaskTimeColumns {
  readonly user_id: UserId;
  readonly unit_id: UnitId;
  readonly task_id: TaskId;
  readonly project_id: ProjectId;
  readonly task_definition_id: TaskDefinitionId;
  readonly student_id: UserId;
  readonly observed_ms: number;
  readonly estimated_ms: number;
}
