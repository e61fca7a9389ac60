import type { TaskDefinitionId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { FEWEST_FOR_SPREAD, type Spread } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import type { FigureFilter } from "./figures";

/** How long an assessment takes, from observed attention; what has fewer than five to go by is missing. */
export interface MediansPerAssessment {
  readonly overall: Spread | null;
  readonly perTutor: ReadonlyMap<UserId, Spread>;
  readonly perDefinition: ReadonlyMap<TaskDefinitionId, Spread>;
}

/**
 * $1-$3 the scope, $4 the user or null, $5 the units or null, $6 and $7 the range. For every assessment in
 * the range: the assessor's attention on its task since the task was last assessed, by whomever. Those without any are
 * left out: nothing was observed of them.
 */
export const OBSERVED_ASSESSMENTS = `
  WITH assessed AS (
    SELECT s.user_id, a.task_id, a.task_definition_id, a.created_at AS at, coalesce((
        SELECT max(b.created_at) FROM session_activities b JOIN marking_sessions bs ON bs.id = b.marking_session_id
        WHERE b.task_id = a.task_id AND b.action = 'assessing' AND b.status_changed AND b.created_at < a.created_at
          AND bs.deleted_at IS NULL), '-infinity') AS since
    FROM marking_sessions s JOIN session_activities a ON a.marking_session_id = s.id
    WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL
      AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
      AND s.end_time >= $6 AND s.start_time < $7
      AND a.action = 'assessing' AND a.status_changed AND a.created_at >= $6 AND a.created_at < $7 AND a.task_id IS NOT NULL
  ), observed AS (
    SELECT a.user_id, a.task_id, a.task_definition_id, (
        SELECT multirange_ms(range_agg(tstzrange(greatest(t.start_time, a.since), least(t.end_time, a.at))))
        FROM attention_stretches t WHERE t.task_id = a.task_id AND t.user_id = a.user_id AND t.deleted_session_id IS NULL
          AND t.start_time < a.at AND t.end_time > a.since) AS ms
    FROM assessed a
  )`;

/** $8 the fewest. */
const MEDIANS = `${OBSERVED_ASSESSMENTS}
  SELECT user_id, task_definition_id, grouping(user_id) = 0 AS is_tutor, grouping(task_definition_id) = 0 AS is_definition,
         count(*) AS count, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY ms) AS quartiles
  FROM observed WHERE ms > 0
  GROUP BY GROUPING SETS ((), (user_id), (task_definition_id)) HAVING count(*) >= $8`;

/** The median time per assessment within `[from, to)`, as far as `scope` reaches: overall, per tutor, per task definition. */
export async function medianPerAssessment(
  db: Database,
  scope: Scope,
  { userId, unitIds, from, to }: FigureFilter & { readonly from: Instant; readonly to: Instant },
): Promise<MediansPerAssessment> {
  const { rows } = await db.pool.query<MedianColumns>({
    name: "median-per-assessment",
    text: MEDIANS,
    values: [...visibleTo(scope), userId ?? null, unitIds ?? null, dateOf(from), dateOf(to), FEWEST_FOR_SPREAD],
  });
  const overall = rows.find((row) => !row.is_tutor && !row.is_definition);
  return {
    overall: overall === undefined ? null : spread(overall),
    perTutor: new Map(rows.filter((row) => row.is_tutor).map((row) => [row.user_id, spread(row)])),
    perDefinition: new Map(rows.filter((row) => row.is_definition).map((row) => [row.task_definition_id, spread(row)])),
  };
}

interface MedianColumns {
  readonly user_id: UserId;
  readonly task_definition_id: TaskDefinitionId;
  readonly is_tutor: boolean;
  readonly is_definition: boolean;
  readonly count: number;
  readonly quartiles: readonly [number, number, number];
}

function spread({ quartiles: [lower, median, upper], count }: MedianColumns): Spread {
  return { medianMs: Math.round(median), lowerMs: Math.round(lower), upperMs: Math.round(upper), count };
}
