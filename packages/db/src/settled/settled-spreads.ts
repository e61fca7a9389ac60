import type { UnitId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { FEWEST_FOR_SPREAD } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { observedAssessments } from "../reports/observed-assessments";
import { readSpreads, type SpreadColumns, type Spreads } from "../reports/spreads";
import { VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import { gapsOf, type Cover } from "./settled-figures";

const QUARTILES = "count(*) AS count, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY ms) AS quartiles";

const PER_DEFINITION = `
    SELECT NULL, t.task_definition_id, false, true, ${QUARTILES}
    FROM lists l, unnest(l.tasks, l.lengths) AS o(task_id, ms) JOIN tasks t ON t.id = o.task_id WHERE ms > 0 GROUP BY t.task_definition_id`;

/**
 * As for `observedAssessments`, which it follows, with $6 and $7 the part of the range that has to be measured; $8 the fewest, $9 the unit,
 * $10 and $11 the time that settled days cover. The lists are short rows in the order of their people, so that nothing
 * but the lengths themselves is sorted. `is_current` tells whether all of these days are still settled.
 */
const spreads = (perDefinition: boolean): string => `, cover AS MATERIALIZED (
    SELECT range_agg(tstzrange(c.from_time, c.to_time)) AS times FROM unnest($10::timestamptz[], $11::timestamptz[]) AS c(from_time, to_time)
  ), days AS MATERIALIZED (
    SELECT d.start_time, d.end_time FROM settled_days d
    WHERE d.unit_id = $9 AND (SELECT times FROM cover) @> tstzrange(d.start_time, d.end_time)
  ), lists AS MATERIALIZED (
    SELECT s.user_id, s.assessed_tasks AS tasks, s.observed_ms AS lengths
    FROM days d JOIN settled_figures s ON s.unit_id = $9 AND s.start_time = d.start_time WHERE ${VISIBLE_SESSIONS}
    UNION ALL
    SELECT o.user_id, array_agg(o.task_id), array_agg(coalesce(o.ms, 0)) FROM observed o
    WHERE NOT (SELECT times FROM cover) @> o.at GROUP BY o.user_id
  ), spreads AS (
    SELECT NULL::bigint AS user_id, NULL::bigint AS task_definition_id, false AS is_tutor, false AS is_definition, ${QUARTILES}
    FROM lists l, unnest(l.lengths) AS ms WHERE ms > 0
    UNION ALL
    SELECT l.user_id, NULL, true, false, ${QUARTILES}
    FROM (SELECT user_id, lengths FROM lists ORDER BY user_id OFFSET 0) l, unnest(l.lengths) AS ms WHERE ms > 0 GROUP BY l.user_id
    ${perDefinition ? `UNION ALL ${PER_DEFINITION}` : ""}
  )
  SELECT (SELECT range_agg(tstzrange(start_time, end_time)) FROM days) @> cover.times AS is_current, s.*
  FROM cover LEFT JOIN spreads s ON s.count >= $8`;

/**
 * The spreads of a unit of which settled days cover a part, null if meanwhile some of these are settled no more. What
 * they do not cover is measured.
 */
export async function settledSpreads(
  db: Database,
  scope: Scope,
  asked: {
    readonly unitId: UnitId;
    readonly from: Instant;
    readonly to: Instant;
    readonly cover: Cover;
    readonly perDefinition: boolean;
  },
): Promise<Spreads | null> {
  const { unitId, from, to, cover, perDefinition } = asked;
  const gaps = gapsOf({ start: from, end: to }, cover);
  const left = { start: gaps[0]?.start ?? from, end: gaps.at(-1)?.end ?? from };
  const { rows } = await db.pool.query<{ is_current: boolean | null } & (SpreadColumns | { count: null })>({
    text: observedAssessments(left) + spreads(perDefinition),
    values: [
      ...visibleTo(scope, { unitIds: [unitId] }),
      null,
      [unitId],
      dateOf(left.start),
      dateOf(left.end),
      FEWEST_FOR_SPREAD,
      unitId,
      cover.covered.map(({ start }) => dateOf(start)),
      cover.covered.map(({ end }) => dateOf(end)),
    ],
  });
  if (rows[0]?.is_current !== true) return null;
  return readSpreads(rows.filter((row) => row.count !== null));
}
