import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { reachingSessions, VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import { attentionOf } from "./attention-until";
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

/**
 * $1-$3 the scope, $4 the user or null, $5 the units or null, $6 and $7 the range. Times are clipped to the range. Session by session:
 * how much attention there is PostgreSQL cannot know, and would compare all of it with all of it.
 */
export const SESSION_TIME = `
  WITH visible AS MATERIALIZED (
    SELECT s.id, s.user_id, s.unit_id, s.ip_address, s.start_time, s.end_time,
           greatest(s.start_time, $6) AS clip_from, least(s.end_time, $7) AS clip_to
    FROM marking_sessions s
    WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL
      AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
      AND s.end_time > $6 AND s.start_time < $7 AND ${reachingSessions("$6", "$7")}
  ), near AS MATERIALIZED (
    SELECT v.id, v.clip_from, v.clip_to, t.task_id, t.start_time, t.end_time
    FROM ${attentionOf("visible v", "v")} t JOIN visible v ON v.id = t.session_id
  ), attention AS (
    SELECT id, task_id, range_agg(tstzrange(greatest(start_time, clip_from), least(end_time, clip_to))) AS times
    FROM near WHERE task_id IS NOT NULL AND start_time < clip_to AND end_time > clip_from AND clip_from < clip_to
    GROUP BY id, task_id
  ), shares AS (
    SELECT p.id, s.* FROM (SELECT id, array_agg(task_id) AS tasks, array_agg(times) AS times FROM attention GROUP BY id) p
    CROSS JOIN LATERAL (
      SELECT a.task_id, (extract(epoch FROM upper(s.segment) - lower(s.segment)) * 1000)::bigint AS ms,
             count(*) OVER (PARTITION BY s.segment) AS sharers, row_number() OVER (PARTITION BY s.segment ORDER BY a.task_id) AS place
      FROM (SELECT tstzrange(mark, lead(mark) OVER (ORDER BY mark)) AS segment FROM (
          SELECT DISTINCT mark FROM unnest(p.times) AS t(times), unnest(t.times) AS r, LATERAL (VALUES (lower(r)), (upper(r))) AS m(mark)) m) s
      JOIN unnest(p.tasks, p.times) AS a(task_id, times) ON a.times @> s.segment
      WHERE NOT upper_inf(s.segment)) s
  ), observed AS (
    SELECT id, task_id, sum(ms / sharers + CASE WHEN place = sharers THEN ms % sharers ELSE 0 END)::bigint AS observed_ms
    FROM shares GROUP BY id, task_id
  ), acts AS (
    SELECT DISTINCT ON (v.id, a.created_at) v.id, v.start_time, a.created_at AS at, a.task_id
    FROM visible v CROSS JOIN LATERAL (
      SELECT a.created_at, a.task_id FROM session_activities a
      WHERE a.marking_session_id = v.id AND a.created_at >= v.start_time AND a.created_at <= v.end_time OFFSET 0) a
    ORDER BY v.id, a.created_at, a.task_id
  ), led AS (
    SELECT a.*, greatest(a.start_time, lag(a.at) OVER (PARTITION BY a.id ORDER BY a.at)) AS quiet_since FROM acts a
  ), events AS (
    SELECT id, at, false AS is_stretch, task_id, quiet_since, NULL::timestamptz AS ends FROM led
    UNION ALL
    SELECT id, start_time, true, NULL, NULL, end_time FROM near
  ), gaps AS (
    SELECT id, task_id, at, greatest(quiet_since, CASE WHEN seen_until IS NOT NULL THEN least(seen_until, at) END) AS since
    FROM (SELECT *, max(ends) OVER (PARTITION BY id ORDER BY at, is_stretch ROWS UNBOUNDED PRECEDING) AS seen_until FROM events) e
    WHERE NOT is_stretch AND task_id IS NOT NULL
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

// Looked up for each task: how many there are, PostgreSQL cannot know, and would compare each with each.
const perGroup = (grouping: TaskGrouping): string => `${SESSION_TIME}, per_task AS (
    SELECT task_id, sum(observed_ms) AS observed_ms, sum(estimated_ms) AS estimated_ms
    FROM observed FULL JOIN estimated USING (id, task_id) GROUP BY task_id
  )
  SELECT g.*, coalesce(sum(observed_ms), 0)::bigint AS "observedMs", coalesce(sum(estimated_ms), 0)::bigint AS "estimatedMs"
  FROM per_task a CROSS JOIN LATERAL (
    SELECT ${GROUPINGS[grouping]} FROM tasks t JOIN task_definitions d ON d.id = t.task_definition_id
    JOIN projects p ON p.id = t.project_id JOIN users u ON u.id = p.user_id WHERE t.id = a.task_id OFFSET 0) g
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
