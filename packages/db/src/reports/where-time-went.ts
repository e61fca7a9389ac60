import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { reachingSessions, VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import type { FigureFilter } from "./figures";

/** What of the session time went into one task, into all of one definition, or into one student's; milliseconds. */
export interface TimeSpent {
  /** Of the task, the definition or the student. */
  readonly id: number;
  /** The definition's abbreviation, or the student's username. */
  readonly code: string;
  readonly name: string;
  /** Covered by attention that names the task; two at once share it equally, the last taking the odd millisecond. */
  readonly observedMs: number;
  /** From the end of the evidence before an act on the task to that act. */
  readonly estimatedMs: number;
}

export interface WhereTimeWent {
  readonly spent: readonly TimeSpent[];
  /** Session time that no task can claim. With what was spent it adds up to the sessions' length, always. */
  readonly unattributedMs: number;
}

/** $1-$3 the scope, $4 the user or null, $5 the units or null, $6 and $7 the range. Times are clipped to the range. */
export const SESSION_TIME = `
  WITH visible AS MATERIALIZED (
    SELECT s.id, s.user_id, s.unit_id, s.ip_address, s.start_time, s.end_time,
           greatest(s.start_time, $6) AS clip_from, least(s.end_time, $7) AS clip_to
    FROM marking_sessions s
    WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL
      AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
      AND s.end_time > $6 AND s.start_time < $7 AND ${reachingSessions("$6", "$7")}
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

/** By what the time of tasks can be summed: the columns that name a row, all of tables that the tasks lead to. */
const GROUPINGS = {
  definition: "d.id AS id, d.abbreviation AS code, d.name AS name",
  student: "u.id AS id, u.username AS code, concat_ws(' ', u.first_name, u.last_name) AS name",
  task: "t.id AS id, d.abbreviation AS code, concat_ws(' ', u.first_name, u.last_name) AS name",
} as const;
export type TaskGrouping = keyof typeof GROUPINGS;

const perGroup = (grouping: TaskGrouping): string => `${SESSION_TIME}
  SELECT ${GROUPINGS[grouping]}, coalesce(sum(observed_ms), 0)::bigint AS "observedMs",
         coalesce(sum(estimated_ms), 0)::bigint AS "estimatedMs"
  FROM (SELECT * FROM observed FULL JOIN estimated USING (id, task_id)) attributed
  JOIN tasks t ON t.id = attributed.task_id JOIN task_definitions d ON d.id = t.task_definition_id
  JOIN projects p ON p.id = t.project_id JOIN users u ON u.id = p.user_id
  GROUP BY 1, 2, 3 ORDER BY 2, 1`;

const LENGTH = `
  SELECT coalesce(sum(extract(epoch FROM least(s.end_time, $7) - greatest(s.start_time, $6)) * 1000), 0)::bigint AS ms
  FROM marking_sessions s
  WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL
    AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
    AND s.end_time > $6 AND s.start_time < $7 AND ${reachingSessions("$6", "$7")}`;

/**
 * Where the session time within `[from, to)` went, as far as `scope` reaches: observed, estimated, and what is left
 * unattributed (docs/rules.md §3). The three add up to the length of the sessions in the range.
 */
export async function whereTimeWent(
  db: Database,
  scope: Scope,
  grouping: TaskGrouping,
  { userId, unitIds, from, to }: FigureFilter & { readonly from: Instant; readonly to: Instant },
): Promise<WhereTimeWent> {
  const values = [...visibleTo(scope, { userId, unitIds }), userId ?? null, unitIds ?? null, dateOf(from), dateOf(to)];
  const [perTask, length] = await Promise.all([
    db.pool.query<TimeSpent>({ text: perGroup(grouping), values }),
    db.pool.query<{ ms: number }>({ text: LENGTH, values }),
  ]);
  const attributed = perTask.rows.reduce((sum, row) => sum + row.observedMs + row.estimatedMs, 0);
  return { spent: perTask.rows, unattributedMs: (length.rows[0]?.ms ?? 0) - attributed };
}
