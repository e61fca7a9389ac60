import type { UnitId } from "@tutor-times/core/ids";
import { instantOf, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { subtract, type Interval } from "@tutor-times/core/intervals";
import { LONGEST_FLOOR_MS } from "@tutor-times/core/policy";
import type { Scope } from "@tutor-times/core/viewer";
import type { Reader } from "../database";
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

/** What of `range` has to be measured: its gaps in order, and the time from the first to the last of them; null: nothing. */
export function leftOf(range: Interval, { covered, emptyUntil }: Cover): { gaps: readonly Interval[]; hull: Interval } | null {
  const empty = emptyUntil !== null && emptyUntil > range.start ? [{ start: range.start, end: emptyUntil }] : [];
  const gaps = subtract([range], [...empty, ...covered]);
  const [first, last] = [gaps[0], gaps.at(-1)];
  return first === undefined || last === undefined ? null : { gaps, hull: { start: first.start, end: last.end } };
}

const LONGEST_FLOOR_MINUTES = LONGEST_FLOOR_MS / MINUTE_MS;

/**
 * $1-$3 the scope, $4 the unit, $5 the boundaries of the days that are asked for, $6 and $7 the first and the last of them. Of use are
 * the settled days that lie whole in one of these (`whole`, with that day's number): in another zone than the unit's they may not.
 */
const COVER = `
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
         (SELECT day FROM first WHERE day <= session - interval '${LONGEST_FLOOR_MINUTES} minutes') AS empty_until`;

const COVER_FROM = "FROM (SELECT range_agg(tstzrange(start_time, end_time)) AS times FROM whole) c, unnest(c.times) AS r";

/** Columns and their types. */
type Columns = Readonly<Record<string, "bigint" | "integer" | "text">>;

/** What is stored of a unit's settled days: each of `parts` selects `columns` from STORED, in their order. */
export function selectSettled(columns: Columns, ...parts: readonly string[]): string {
  const none = Object.entries(columns).map(([name, type]) => `NULL::${type} AS ${name}`);
  const cover = `${COVER}, ${none.join(", ")} ${COVER_FROM}`;
  return [cover, ...parts.map((part) => `SELECT NULL, NULL, NULL, ${part}`)].join(`
  UNION ALL
  `);
}

/** What is stored of the people of whom the scope reaches the time. */
export const STORED = `FROM whole w JOIN settled_figures s ON s.unit_id = w.unit_id AND s.start_time = w.start_time
  WHERE ${VISIBLE_SESSIONS}`;

interface CoverColumns {
  readonly covered_from: Date;
  readonly covered_to: Date;
  readonly empty_until: Date | null;
}

/** The cover of a range, and the rows that the parts of such a statement select, in any order. */
export async function readSettled<Row extends object>(
  db: Reader,
  text: string,
  asked: { readonly scope: Scope; readonly unitId: UnitId; readonly dayStarts: readonly Instant[] },
): Promise<{ readonly cover: Cover; readonly rows: readonly Row[] }> {
  const { scope, unitId, dayStarts } = asked;
  const bounds = dayStarts.map(dateOf);
  const found = await db.pool.query<CoverColumns | (Row & { readonly covered_from: null })>({
    text,
    values: [...visibleTo(scope, { unitIds: [unitId] }), unitId, bounds, bounds[0], bounds.at(-1)],
  });
  const covered: Interval[] = [];
  const rows: Row[] = [];
  let emptyUntil: Instant | null = null;
  for (const row of found.rows) {
    if (row.covered_from === null) rows.push(row);
    else {
      covered.push({ start: instantOf(row.covered_from), end: instantOf(row.covered_to) });
      emptyUntil = row.empty_until && instantOf(row.empty_until);
    }
  }
  return { cover: { covered, emptyUntil }, rows };
}
