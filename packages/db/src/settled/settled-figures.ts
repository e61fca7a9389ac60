import type { UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { subtract, type Interval } from "@tutor-times/core/intervals";
import { LONGEST_FLOOR_MS } from "@tutor-times/core/policy";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dayFigures, type DayFigures, type FigureColumns } from "../reports/figures";
import { VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";

/** What of a range needs no measuring. */
export interface Cover {
  /** The time that settled days cover, in order. */
  readonly covered: readonly Interval[];
  /** Before this nobody marked in the unit; null where that is not known. */
  readonly emptyUntil: Instant | null;
}

export const NO_COVER: Cover = { covered: [], emptyUntil: null };

/** What of `range` has to be measured, in order. */
export function gapsOf(range: Interval, { covered, emptyUntil }: Cover): Interval[] {
  const empty = emptyUntil !== null && emptyUntil > range.start ? [{ start: range.start, end: emptyUntil }] : [];
  return subtract([range], [...empty, ...covered]);
}

/** What is stored of a range, and what settled days came to. */
export interface SettledFigures extends Cover {
  readonly figures: readonly DayFigures[];
}

const LONGEST_FLOOR_MINUTES = LONGEST_FLOOR_MS / MINUTE_MS;

/**
 * $1-$3 the scope, $4 the unit, $5 the boundaries of the days that are asked for. Of use are the settled days that lie
 * whole in one of these: in another zone than the unit's they may not.
 */
const SETTLED = `
  WITH whole AS (
    SELECT d.* FROM (
      SELECT d.*, width_bucket(d.start_time, $5::timestamptz[]) AS day FROM settled_days d
      WHERE d.unit_id = $4 AND d.start_time >= $6 AND d.end_time <= $7) d
    WHERE d.end_time <= ($5::timestamptz[])[d.day + 1]
  ), first AS (
    SELECT min(d.start_time) AS day, (SELECT s.start_time FROM marking_sessions s WHERE s.unit_id = $4 ORDER BY s.start_time LIMIT 1) AS session
    FROM whole d
  )
  SELECT lower(r) AS covered_from, upper(r) AS covered_to,
         (SELECT day FROM first WHERE day <= session - interval '${LONGEST_FLOOR_MINUTES} minutes') AS empty_until, NULL::bigint AS user_id, 0 AS day, 0 AS marking_ms, 0 AS in_tutorials_ms,
         NULL::bigint AS active_ms, 0 AS span_ms, 0 AS wall_ms, 0 AS credited_minutes, 0 AS sessions, 0 AS assessments,
         0 AS comments_added, 0 AS submissions_opened
  FROM (SELECT range_agg(tstzrange(start_time, end_time)) AS times FROM whole) c, unnest(c.times) AS r
  UNION ALL
  SELECT NULL, NULL, NULL, s.user_id, w.day - 1, sum(s.marking_ms)::bigint, sum(s.in_tutorials_ms)::bigint, sum(s.active_ms)::bigint,
         sum(s.span_ms)::bigint, sum(s.wall_ms)::bigint, sum(s.credited_minutes)::bigint, sum(s.sessions)::bigint,
         sum(s.assessments)::bigint, sum(s.comments_added)::bigint, sum(s.submissions_opened)::bigint
  FROM whole w JOIN settled_figures s ON s.unit_id = w.unit_id AND s.start_time = w.start_time
  WHERE ${VISIBLE_SESSIONS}
  GROUP BY s.user_id, w.day`;

type SettledColumns =
  | { readonly user_id: null; readonly covered_from: Date; readonly covered_to: Date; readonly empty_until: Date | null }
  | (FigureColumns & { readonly user_id: UserId });

/** What is stored of a unit's settled days between the boundaries `dayStarts`, as far as `scope` reaches. */
export async function settledFigures(
  db: { readonly pool: Pick<Database["pool"], "query"> },
  scope: Scope,
  unitId: UnitId,
  dayStarts: readonly Instant[],
): Promise<SettledFigures> {
  const bounds = dayStarts.map(dateOf);
  const { rows } = await db.pool.query<SettledColumns>({
    text: SETTLED,
    values: [...visibleTo(scope, { unitIds: [unitId] }), unitId, bounds, bounds[0], bounds.at(-1)],
  });
  const covered: Interval[] = [];
  const figures: DayFigures[] = [];
  let emptyUntil: Instant | null = null;
  for (const row of rows) {
    if (row.user_id === null) {
      covered.push({ start: instantOf(row.covered_from), end: instantOf(row.covered_to) });
      emptyUntil = row.empty_until && instantOf(row.empty_until);
    } else figures.push(dayFigures(row));
  }
  return { covered, emptyUntil, figures };
}
