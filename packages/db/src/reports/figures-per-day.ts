import type { UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import type { DayFigures, FigureFilter } from "./figures";

/**
 * $1-$3 the scope, $4 the user or null, $5 the units or null, $6 the boundaries of the days: n + 1 instants for n days.
 * Every row is clipped to each day that it touches; unions are measured per person and day, so days add up to the range.
 * "In tutorials" is taken per unit before the union over units: time in a window counts only if it was for that unit.
 */
const FIGURES = `
  WITH bounds AS (
    SELECT $6::timestamptz[] AS starts, ($6::timestamptz[])[1] AS range_from, ($6::timestamptz[])[array_length($6::timestamptz[], 1)] AS range_to
  ), visible AS MATERIALIZED (
    SELECT s.* FROM marking_sessions s, bounds b
    WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL
      AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
      AND s.end_time >= b.range_from AND s.counted_from < b.range_to
  ), daily AS (
    SELECT s.user_id, s.unit_id, n AS day,
           tstzrange(greatest(s.counted_from, b.starts[n]), greatest(least(s.end_time, b.starts[n + 1]), greatest(s.counted_from, b.starts[n]))) AS counted,
           tstzrange(greatest(s.start_time, b.starts[n]), greatest(least(s.end_time, b.starts[n + 1]), greatest(s.start_time, b.starts[n]))) AS lasting
    FROM visible s, bounds b,
         generate_series(greatest(1, width_bucket(s.counted_from, b.starts)),
                         least(array_length(b.starts, 1) - 1, width_bucket(s.end_time, b.starts))) AS n
  ), per_unit AS (
    SELECT d.user_id, d.day, range_agg(d.counted) AS counted, range_agg(d.lasting) AS lasting,
           sum(extract(epoch FROM upper(d.lasting) - lower(d.lasting)) * 1000) AS span_ms,
           range_agg(d.counted) * coalesce((
             SELECT range_agg(tstzrange(w.start_time, w.end_time)) FROM tutorial_windows w, bounds b
             WHERE w.user_id = d.user_id AND w.unit_id = d.unit_id AND w.start_time < b.starts[d.day + 1] AND w.end_time > b.starts[d.day]
           ), '{}'::tstzmultirange) AS in_tutorials
    FROM daily d GROUP BY d.user_id, d.unit_id, d.day
  ), timed AS (
    SELECT user_id, day, multirange_ms(range_agg(counted)) AS marking_ms, multirange_ms(range_agg(in_tutorials)) AS in_tutorials_ms,
           coalesce(sum(span_ms), 0)::bigint AS span_ms, multirange_ms(range_agg(lasting)) AS wall_ms
    FROM per_unit GROUP BY user_id, day
  ), attention AS (
    SELECT s.user_id, n AS day,
           multirange_ms(range_agg(tstzrange(greatest(s.start_time, b.starts[n]), least(s.end_time, b.starts[n + 1])))) AS active_ms
    FROM attention_stretches s, bounds b,
         generate_series(greatest(1, width_bucket(s.start_time, b.starts)),
                         least(array_length(b.starts, 1) - 1, width_bucket(s.end_time - interval '0.001 seconds', b.starts))) AS n
    WHERE ${VISIBLE_SESSIONS} AND s.deleted_session_id IS NULL
      AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
      AND s.end_time > b.range_from AND s.start_time < b.range_to
    GROUP BY s.user_id, n
  ), started AS (
    SELECT s.user_id, width_bucket(s.start_time, b.starts) AS day, count(*) AS sessions, sum(s.duration_minutes)::bigint AS credited_minutes
    FROM visible s, bounds b WHERE s.start_time >= b.range_from AND s.start_time < b.range_to GROUP BY 1, 2
  ), acts AS (
    SELECT s.user_id, width_bucket(a.created_at, b.starts) AS day,
           count(*) FILTER (WHERE a.action = 'assessing' AND a.status_changed) AS assessments,
           count(*) FILTER (WHERE a.action = 'add-comment') AS comments_added,
           count(*) FILTER (WHERE a.action = 'get-submission-details') AS submissions_opened
    FROM visible s JOIN session_activities a ON a.marking_session_id = s.id, bounds b
    WHERE a.created_at >= b.range_from AND a.created_at < b.range_to GROUP BY 1, 2
  )
  SELECT user_id, day - 1 AS day, coalesce(marking_ms, 0) AS marking_ms, coalesce(in_tutorials_ms, 0) AS in_tutorials_ms, active_ms,
         coalesce(span_ms, 0) AS span_ms, coalesce(wall_ms, 0) AS wall_ms, coalesce(credited_minutes, 0) AS credited_minutes,
         coalesce(sessions, 0) AS sessions, coalesce(assessments, 0) AS assessments,
         coalesce(comments_added, 0) AS comments_added, coalesce(submissions_opened, 0) AS submissions_opened
  FROM timed FULL JOIN attention USING (user_id, day) FULL JOIN started USING (user_id, day) FULL JOIN acts USING (user_id, day)
  ORDER BY user_id, day`;

interface FigureColumns {
  readonly user_id: UserId;
  readonly day: number;
  readonly marking_ms: number;
  readonly in_tutorials_ms: number;
  readonly active_ms: number | null;
  readonly span_ms: number;
  readonly wall_ms: number;
  readonly credited_minutes: number;
  readonly sessions: number;
  readonly assessments: number;
  readonly comments_added: number;
  readonly submissions_opened: number;
}

/**
 * The figures of everybody that `scope` and `filter` allow, per person and local day. `dayStarts` are the boundaries of
 * the days (core's `dayStarts`), so the zone is the caller's. One statement; nothing but its result reaches JavaScript.
 */
export async function figuresPerDay(
  db: { readonly pool: Pick<Database["pool"], "query"> },
  scope: Scope,
  filter: FigureFilter,
  dayStarts: readonly Instant[],
): Promise<DayFigures[]> {
  const { rows } = await db.pool.query<FigureColumns>({
    name: "figures-per-day",
    text: FIGURES,
    values: [...visibleTo(scope), filter.userId ?? null, filter.unitIds ?? null, dayStarts.map(dateOf)],
  });
  return rows.map((row) => ({
    userId: row.user_id,
    day: row.day,
    markingMs: row.marking_ms,
    inTutorialsMs: row.in_tutorials_ms,
    activeMs: row.active_ms,
    spanMs: row.span_ms,
    wallMs: row.wall_ms,
    creditedMinutes: row.credited_minutes,
    sessions: row.sessions,
    assessments: row.assessments,
    commentsAdded: row.comments_added,
    submissionsOpened: row.submissions_opened,
  }));
}
