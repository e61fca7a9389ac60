import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Reader } from "../database";
import { reachingSessions, VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { leftOf, type Cover } from "../settled/select-settled";
import { settledFigures, type UnitDays } from "../settled/settled-figures";
import { dateOf } from "../tracker/rows";
import { attentionOf } from "./attention-until";
import { addFigures, dayFigures, type DayFigures, type FigureColumns, type FigureFilter } from "./figures";

/**
 * $1-$3 the scope, $4 the user or null, $5 the units or null, $6 the boundaries of the days: n + 1 instants for n days,
 * $7 and $8 the first and the last of them. Most sessions lie within one day and touch no other of their user: what is
 * stored of these is added up. Every other one is clipped to each day that it touches, and unions are measured per person
 * and day. So days add up to the range. "In tutorials" is taken per unit before the union over units: time in a window
 * counts only if it was for that unit.
 */
export const FIGURES = `
  WITH visible AS MATERIALIZED (
    SELECT s.id, s.user_id, s.unit_id, s.ip_address, s.counted_from, s.start_time, s.end_time, s.duration_minutes, s.active_ms,
           s.assessments, s.comments_added, s.submissions_opened,
           width_bucket(s.counted_from, $6::timestamptz[]) AS first_day, width_bucket(s.end_time, $6::timestamptz[]) AS last_day,
           s.counted_from >= coalesce(max(s.end_time) OVER earlier, '-infinity')
             AND s.end_time <= coalesce(lead(s.counted_from) OVER in_turn, 'infinity') AS is_alone
    FROM marking_sessions s
    WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL
      AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
      AND s.end_time >= $7 AND s.counted_from < $8 AND ${reachingSessions("$7", "$8")}
    WINDOW in_turn AS (PARTITION BY s.user_id ORDER BY s.counted_from, s.id),
           earlier AS (in_turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  ), days AS (
    SELECT day::integer, starts, ends
    FROM unnest($6::timestamptz[], ($6::timestamptz[])[2:]) WITH ORDINALITY AS d(starts, ends, day) WHERE ends IS NOT NULL
  ), taught AS (
    SELECT w.user_id, w.unit_id, d.day, range_agg(tstzrange(greatest(w.start_time, d.starts), least(w.end_time, d.ends))) AS times
    FROM tutorial_windows w JOIN days d ON w.start_time < d.ends AND w.end_time > d.starts
    WHERE w.start_time < $8 AND w.end_time > $7 AND (w.user_id, w.unit_id) IN (SELECT user_id, unit_id FROM visible)
    GROUP BY w.user_id, w.unit_id, d.day
  ), simple AS (
    SELECT *, first_day AS day FROM visible
    WHERE is_alone AND first_day = last_day AND first_day BETWEEN 1 AND (SELECT count(*) FROM days)
  ), others AS MATERIALIZED (
    SELECT v.* FROM visible v
    WHERE NOT (is_alone AND first_day = last_day AND first_day BETWEEN 1 AND (SELECT count(*) FROM days))
  ), daily AS (
    SELECT o.*, d.day, d.starts, d.ends,
           tstzrange(greatest(o.counted_from, d.starts), greatest(least(o.end_time, d.ends), greatest(o.counted_from, d.starts))) AS counted,
           tstzrange(greatest(o.start_time, d.starts), greatest(least(o.end_time, d.ends), greatest(o.start_time, d.starts))) AS lasting
    FROM others o JOIN days d ON d.day BETWEEN o.first_day AND o.last_day
  ), per_unit AS (
    SELECT d.user_id, d.day, range_agg(d.counted) AS counted, range_agg(d.lasting) AS lasting,
           -- On a day that only the floor of a session reaches, nothing lasts.
           coalesce(sum(extract(epoch FROM upper(d.lasting) - lower(d.lasting)) * 1000), 0) AS span_ms,
           range_agg(d.counted) * coalesce((SELECT t.times FROM taught t WHERE t.user_id = d.user_id AND t.unit_id = d.unit_id AND t.day = d.day),
             '{}'::tstzmultirange) AS in_tutorials
    FROM daily d GROUP BY d.user_id, d.unit_id, d.day
  ), stretches AS (
    SELECT d.user_id, d.day, multirange_ms(range_agg(tstzrange(greatest(a.start_time, lower(d.lasting)), least(a.end_time, upper(d.lasting))))) AS active_ms
    FROM ${attentionOf("others o WHERE o.active_ms > 0", "o")} a
    JOIN daily d ON d.id = a.session_id AND a.start_time < upper(d.lasting) AND a.end_time > lower(d.lasting)
    GROUP BY d.user_id, d.day
  ), parts AS (
    SELECT user_id, day, sum(extract(epoch FROM end_time - counted_from) * 1000) AS marking_ms, 0 AS in_tutorials_ms,
           sum(active_ms) FILTER (WHERE active_ms > 0) AS active_ms,
           sum(extract(epoch FROM end_time - start_time) * 1000) AS span_ms, sum(extract(epoch FROM end_time - start_time) * 1000) AS wall_ms,
           sum(duration_minutes) AS credited_minutes, count(*) AS sessions,
           sum(assessments) AS assessments, sum(comments_added) AS comments_added, sum(submissions_opened) AS submissions_opened
    FROM simple GROUP BY user_id, day
    UNION ALL
    SELECT s.user_id, s.day, 0, sum(multirange_ms(t.times * tstzmultirange(tstzrange(s.counted_from, s.end_time)))), NULL, 0, 0, 0, 0, 0, 0, 0
    FROM taught t JOIN simple s ON s.user_id = t.user_id AND s.unit_id = t.unit_id AND s.day = t.day GROUP BY s.user_id, s.day
    UNION ALL
    SELECT user_id, day, multirange_ms(range_agg(counted)), multirange_ms(range_agg(in_tutorials)), NULL, sum(span_ms),
           multirange_ms(range_agg(lasting)), 0, 0, 0, 0, 0
    FROM per_unit GROUP BY user_id, day
    UNION ALL
    SELECT user_id, day, 0, 0, active_ms, 0, 0, 0, 0, 0, 0, 0 FROM stretches
    UNION ALL
    SELECT user_id, width_bucket(start_time, $6::timestamptz[]), 0, 0, NULL, 0, 0, sum(duration_minutes), count(*), 0, 0, 0
    FROM others WHERE start_time >= $7 AND start_time < $8 GROUP BY 1, 2
    UNION ALL
    SELECT o.user_id, width_bucket(a.created_at, $6::timestamptz[]), 0, 0, NULL, 0, 0, 0, 0,
           count(*) FILTER (WHERE a.action = 'assessing' AND a.status_changed), count(*) FILTER (WHERE a.action = 'add-comment'),
           count(*) FILTER (WHERE a.action = 'get-submission-details')
    FROM others o JOIN LATERAL (
      SELECT a.created_at, a.action, a.status_changed FROM session_activities a
      WHERE a.marking_session_id = o.id AND a.created_at >= $7 AND a.created_at < $8 OFFSET 0) a ON true
    GROUP BY 1, 2
  )
  SELECT user_id, day - 1 AS day, sum(marking_ms)::bigint AS marking_ms, sum(in_tutorials_ms)::bigint AS in_tutorials_ms,
         sum(active_ms)::bigint AS active_ms, sum(span_ms)::bigint AS span_ms, sum(wall_ms)::bigint AS wall_ms,
         sum(credited_minutes)::bigint AS credited_minutes, sum(sessions)::bigint AS sessions, sum(assessments)::bigint AS assessments,
         sum(comments_added)::bigint AS comments_added, sum(submissions_opened)::bigint AS submissions_opened
  FROM parts GROUP BY user_id, day ORDER BY user_id, day`;

/**
 * The figures of everybody that `scope` and `filter` allow, per person and local day. `dayStarts` are the boundaries of
 * the days (core's `dayStarts`), so the zone is the caller's. Settled days of a unit are added up, what is left of the
 * range is measured: one statement each. Nothing but their result reaches JavaScript. Like all of a report's they have no
 * names: a plan that is kept for any scope and range would be many times slower.
 */
export async function figuresPerDay(
  db: Reader,
  scope: Scope,
  filter: FigureFilter,
  dayStarts: readonly Instant[],
): Promise<DayFigures[]> {
  const unitId = onlyUnit(filter);
  if (unitId === null) return measureFigures(db, scope, filter, dayStarts);
  const { cover, figures } = await settledFigures(db, { scope, unitId, dayStarts });
  return inOrder([...figures, ...(await measureGaps(db, { scope, unitId, dayStarts }, cover))]);
}

/** The figures of a unit in what `cover` leaves of its days: one statement, or none where nothing is left. */
export async function measureGaps(
  db: Reader,
  { scope, unitId, dayStarts }: UnitDays,
  cover: Cover,
): Promise<readonly DayFigures[]> {
  const [start, end] = [dayStarts[0], dayStarts.at(-1)];
  const left = start === undefined || end === undefined ? null : leftOf({ start, end }, cover);
  if (left === null) return [];
  const { gaps, hull } = left;
  // From the first gap to the last, cut where gaps begin and end and where days do; what settled days cover is dropped again.
  const within = dayStarts.filter((day) => day > hull.start && day < hull.end);
  const marks = [...new Set([...gaps.flatMap(({ start, end }) => [start, end]), ...within])].toSorted((a, b) => a - b);
  const measured = await measureFigures(db, scope, { unitIds: [unitId] }, marks);
  return measured.flatMap((row) => {
    const from = marks[row.day];
    if (from === undefined || !gaps.some((gap) => gap.start <= from && from < gap.end)) return [];
    return [{ ...row, day: dayStarts.findLastIndex((day) => day <= from) }];
  });
}

/** The unit whose settled days say what `filter` asks for; null: none do. One person's sessions are quickly measured. */
function onlyUnit({ userId, unitIds }: FigureFilter) {
  return userId === undefined && unitIds?.length === 1 ? (unitIds[0] ?? null) : null;
}

/** By person and day; what there are two of is added up. */
function inOrder(figures: readonly DayFigures[]): DayFigures[] {
  const rows = new Map<string, DayFigures>();
  for (const row of figures) {
    const key = `${row.userId}/${row.day}`;
    const known = rows.get(key);
    rows.set(key, known === undefined ? row : { ...row, ...addFigures(known, row) });
  }
  return [...rows.values()].toSorted((a, b) => a.userId - b.userId || a.day - b.day);
}

async function measureFigures(db: Reader, scope: Scope, filter: FigureFilter, marks: readonly Instant[]): Promise<DayFigures[]> {
  const bounds = marks.map(dateOf);
  const { rows } = await db.pool.query<FigureColumns>({
    text: FIGURES,
    values: [...visibleTo(scope, filter), filter.userId ?? null, filter.unitIds ?? null, bounds, bounds[0], bounds.at(-1)],
  });
  return rows.map(dayFigures);
}
