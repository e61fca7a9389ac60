import type { Instant } from "@tutor-times/core/instant";
import { FEWEST_FOR_SPREAD } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import type { FigureFilter } from "./figures";
import { readSpreads, selectSpreads, type SpreadColumns, type Spreads } from "./spreads";

/**
 * $1-$3 the scope, $4 the user or null, $5 the units or null, $6 and $7 the range. For every assessment in
 * the range: the assessor's attention on its task since the task was last assessed, by whomever. Those without any are
 * left out: nothing was observed of them. In sets and not assessment by assessment: a term of a large unit has many.
 */
export const OBSERVED_ASSESSMENTS = `
  WITH assessed AS MATERIALIZED (
    SELECT a.id AS act, s.user_id, a.task_id, a.task_definition_id, a.created_at AS at
    FROM marking_sessions s JOIN session_activities a ON a.marking_session_id = s.id
    WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL AND s.assessments > 0
      AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
      AND s.end_time >= $6 AND s.start_time < $7
      AND a.action = 'assessing' AND a.status_changed AND a.created_at >= $6 AND a.created_at < $7 AND a.task_id IS NOT NULL
  ), history AS MATERIALIZED (
    SELECT b.task_id, b.created_at AS at
    FROM (SELECT DISTINCT task_id FROM assessed) a JOIN session_activities b ON b.task_id = a.task_id
    JOIN marking_sessions bs ON bs.id = b.marking_session_id AND bs.deleted_at IS NULL
    WHERE b.action = 'assessing' AND b.status_changed AND b.created_at < $7
  ), turns AS (
    SELECT task_id, at, lag(at, 1, '-infinity') OVER (PARTITION BY task_id ORDER BY at) AS since FROM (SELECT DISTINCT task_id, at FROM history) h
  ), pieces AS (
    SELECT a.act, greatest(t.start_time, u.since) AS starts, least(t.end_time, a.at) AS ends
    FROM assessed a JOIN turns u ON u.task_id = a.task_id AND u.at = a.at
    JOIN attention_stretches t ON t.task_id = a.task_id AND t.user_id = a.user_id AND t.deleted_session_id IS NULL
      AND t.start_time < $7 AND t.start_time < a.at AND t.end_time > u.since
  ), fresh AS (
    SELECT act, ends - greatest(starts, max(ends) OVER (PARTITION BY act ORDER BY starts, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS length
    FROM pieces
  ), lengths AS (
    SELECT act, (sum(extract(epoch FROM length) * 1000) FILTER (WHERE length > interval '0'))::bigint AS ms FROM fresh GROUP BY act
  ), observed AS (
    SELECT a.user_id, a.task_id, a.task_definition_id, l.ms FROM assessed a LEFT JOIN lengths l USING (act)
  )`;

/** $8 the fewest. */
const MEDIANS = OBSERVED_ASSESSMENTS + selectSpreads("ms", "observed WHERE ms > 0", "$8");

/** How long an assessment takes, from observed attention: the median per assessment within `[from, to)`, as far as `scope` reaches: overall, per tutor, per task definition. */
export async function medianPerAssessment(
  db: Database,
  scope: Scope,
  { userId, unitIds, from, to }: FigureFilter & { readonly from: Instant; readonly to: Instant },
): Promise<Spreads> {
  const { rows } = await db.pool.query<SpreadColumns>({
    text: MEDIANS,
    values: [...visibleTo(scope), userId ?? null, unitIds ?? null, dateOf(from), dateOf(to), FEWEST_FOR_SPREAD],
  });
  return readSpreads(rows);
}
