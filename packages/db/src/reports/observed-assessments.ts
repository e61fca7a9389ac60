import { addMs, DAY_MS, formatInstant, type Instant } from "@tutor-times/core/instant";
import type { Interval } from "@tutor-times/core/intervals";
import { reachingSessions, VISIBLE_SESSIONS } from "../sessions/list-sessions";

/** Of table alias `s`, with the parameters of `observedAssessments`. */
const ASKED = `${VISIBLE_SESSIONS} AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))`;

const IS_ASSESSMENT = "a.action = 'assessing' AND a.status_changed AND a.task_id IS NOT NULL";

/**
 * Since so long before the range, most of a teaching period, a task was assessed last, if ever: these months are looked through for
 * that, and all of them only for those that were assessed before, or never.
 */
const RECENTLY_MS = 90 * DAY_MS;

/** The beginning of the month in which that is, as the months are kept in UTC: a constant of SQL. */
function recentlyBefore(at: Instant): string {
  return `timestamptz '${formatInstant(addMs(at, -RECENTLY_MS)).slice(0, "2025-10".length)}-01T00:00Z'`;
}

/**
 * Each assessment in the range and the one before it, looked up one by one: whatever else there is, nothing of it is read.
 * `recently` is a constant, and no parameter, of which every caller has others: the planner leaves out the months before it.
 * Those are looked through by functions of the database, which keep their plans (`assessed_before`, `attention_before`).
 */
const oneByOne = (from: string, to: string, recently: string): string => `
  acts AS MATERIALIZED (
    SELECT a.id AS act, s.user_id, a.task_id, a.task_definition_id, a.created_at AS at, before.at AS since
    FROM marking_sessions s
    CROSS JOIN LATERAL (
      SELECT a.* FROM session_activities a
      WHERE a.marking_session_id = s.id AND a.created_at >= ${from} AND a.created_at < ${to} AND ${IS_ASSESSMENT} OFFSET 0) a
    LEFT JOIN LATERAL (
      SELECT b.created_at AS at FROM session_activities b JOIN marking_sessions bs ON bs.id = b.marking_session_id AND bs.deleted_at IS NULL
      WHERE b.task_id = a.task_id AND b.created_at < a.created_at AND b.action = 'assessing' AND b.status_changed
        AND b.created_at >= ${recently} AND b.created_at < ${to}
      ORDER BY b.created_at DESC LIMIT 1) before ON true
    WHERE ${ASKED} AND s.deleted_at IS NULL AND s.assessments > 0 AND ${reachingSessions(from, to)}
  ), asked AS MATERIALIZED (
    SELECT a.act, a.user_id, a.task_id, a.task_definition_id, a.at, coalesce(a.since, earlier.at, '-infinity') AS since
    FROM acts a LEFT JOIN assessed_before(ARRAY(SELECT DISTINCT task_id FROM acts WHERE since IS NULL), ${recently}) earlier
      ON earlier.task_id = a.task_id
  ), earlier AS MATERIALIZED (
    SELECT t.* FROM (SELECT array_agg(user_id) AS people, array_agg(task_id) AS tasks, array_agg(since) AS since FROM asked) a,
      attention_before(a.people, a.tasks, a.since, ${recently}) t
  ), observed_since AS (
    SELECT a.*, t.start_time, t.end_time
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.start_time, t.end_time FROM attention_stretches t
      WHERE t.task_id = a.task_id AND t.user_id = a.user_id AND t.deleted_session_id IS NULL AND t.start_time < a.at AND t.end_time > a.since
        AND t.start_time >= ${recently} AND t.start_time < ${to} OFFSET 0) t
    UNION ALL
    SELECT a.*, t.start_time, t.end_time
    FROM earlier t JOIN asked a ON a.task_id = t.task_id AND a.user_id = t.user_id AND t.start_time < a.at AND t.end_time > a.since
  ), pieces AS (
    SELECT act, greatest(start_time, since) AS starts, least(end_time, at) AS ends FROM observed_since
  )`;

/** The same in sets: a term of a large unit has tens of thousands; one person's, some hundreds. */
const inSets = (from: string, to: string): string => `
  assessed AS MATERIALIZED (
    SELECT DISTINCT a.task_id
    FROM marking_sessions s JOIN session_activities a ON a.marking_session_id = s.id
    WHERE ${ASKED} AND s.deleted_at IS NULL AND s.assessments > 0 AND ${reachingSessions(from, to)}
      AND a.created_at >= ${from} AND a.created_at < ${to} AND ${IS_ASSESSMENT}
  ), history AS (
    SELECT a.id AS act, a.task_id, a.task_definition_id, a.created_at AS at, s.user_id, a.created_at >= ${from} AND ${ASKED} AS is_asked
    FROM assessed JOIN session_activities a ON a.task_id = assessed.task_id
    JOIN marking_sessions s ON s.id = a.marking_session_id AND s.deleted_at IS NULL
    WHERE a.action = 'assessing' AND a.status_changed AND a.created_at < ${to}
  ), turns AS (
    SELECT *, coalesce(max(at) OVER (PARTITION BY task_id ORDER BY at GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '-infinity') AS since
    FROM history
  ), asked AS MATERIALIZED (
    SELECT * FROM turns WHERE is_asked
  ), pieces AS (
    SELECT a.act, greatest(t.start_time, a.since) AS starts, least(t.end_time, a.at) AS ends
    FROM asked a JOIN attention_stretches t ON t.task_id = a.task_id AND t.user_id = a.user_id AND t.deleted_session_id IS NULL
      AND t.start_time < ${to} AND t.start_time < a.at AND t.end_time > a.since
  )`;

/** Up to here everybody's assessments are looked up one by one. */
const SHORT_RANGE_MS = 8 * DAY_MS;

/**
 * The beginning of a query, up to the table `observed`; $1-$3 the scope, $4 the user or null, $5 the units or null, `from`
 * and `to` the parameters of the range `within`, `ofOne` whether
 * a user is given. For every assessment in the range: the assessor's attention on its task
 * since the task was last assessed, by whomever; without any it is null, since nothing was observed.
 */
export function observedAssessments(
  within: Interval,
  { ofOne = false, from = "$6", to = "$7" }: { readonly ofOne?: boolean; readonly from?: string; readonly to?: string } = {},
): string {
  const areFew = ofOne || within.end - within.start <= SHORT_RANGE_MS;
  const recently = recentlyBefore(within.start);
  return `WITH ${areFew ? oneByOne(from, to, recently) : inSets(from, to)}, fresh AS (
    SELECT act, ends - greatest(starts, max(ends) OVER (PARTITION BY act ORDER BY starts, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS length
    FROM pieces
  ), lengths AS (
    SELECT act, (sum(extract(epoch FROM length) * 1000) FILTER (WHERE length > interval '0'))::bigint AS ms FROM fresh GROUP BY act
  ), observed AS (
    SELECT a.user_id, a.task_id, a.task_definition_id, a.at, l.ms FROM asked a LEFT JOIN lengths l USING (act)
  )`;
}
