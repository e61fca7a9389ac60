import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { reachingSessions } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import { requireWholeUnit } from "../unit-rights";

/** Marking within one hour of one weekday, as clocks show it. */
export interface HourOfWeek {
  /** From 1, Monday, to 7. */
  readonly weekday: number;
  /** From 0 to 23. */
  readonly hour: number;
  readonly markingMs: number;
}

/**
 * $1 the unit, $2 and $3 the range, $4 the zone, $5 the only person or null. Every zone's clocks stand at whole quarters
 * of an hour when UTC's do, so quarters are what marking is cut into. Overlaps of one person's addresses count once.
 */
const HOURS = `
  WITH counted AS (
    SELECT range_agg(tstzrange(greatest(s.counted_from, $2), least(s.end_time, $3))) AS times
    FROM marking_sessions s
    WHERE s.unit_id = $1 AND s.deleted_at IS NULL AND ${reachingSessions("$2", "$3")} AND s.end_time > $2 AND s.counted_from < $3
      AND s.counted_from < s.end_time AND ($5::bigint IS NULL OR s.user_id = $5)
    GROUP BY s.user_id
  ), quarters AS (
    SELECT quarter, least(upper(r), quarter + interval '15 minutes') - greatest(lower(r), quarter) AS length
    FROM counted, unnest(counted.times) AS r,
      generate_series(date_bin('15 minutes', lower(r), 'epoch'), upper(r) - interval '0.001 seconds', interval '15 minutes') AS quarter
  )
  SELECT extract(isodow FROM quarter AT TIME ZONE $4)::int AS weekday, extract(hour FROM quarter AT TIME ZONE $4)::int AS hour,
         (sum(extract(epoch FROM length)) * 1000)::bigint AS "markingMs"
  FROM quarters GROUP BY 1, 2 ORDER BY 1, 2`;

/**
 * When marking in a unit happens within `[from, to)`: by the hours of the week that clocks in `timezone` show, all staff
 * added up or one of them alone. Hours without any are left out; together they are the marking of the range.
 * Convenors of the unit and admins only. Throws DomainError `not_found`, `forbidden`.
 */
export async function hourMap(
  db: Database,
  scope: Scope,
  asked: { unitId: UnitId; userId?: UserId | undefined; from: Instant; to: Instant; timezone: string },
): Promise<HourOfWeek[]> {
  const { unitId, userId, from, to, timezone } = asked;
  await requireWholeUnit(db, scope, unitId);
  const { rows } = await db.pool.query<HourOfWeek>({
    text: HOURS,
    values: [unitId, dateOf(from), dateOf(to), timezone, userId ?? null],
  });
  return rows;
}
