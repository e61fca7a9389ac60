import type { UnitId } from "@tutor-times/core/ids";
import { addMs, earlier, HOUR_MS, instantOf, type Instant } from "@tutor-times/core/instant";
import type { Interval } from "@tutor-times/core/intervals";
import { dayStarts, localDateAt } from "@tutor-times/core/local-days";
import { LONGEST_FLOOR_MS } from "@tutor-times/core/policy";
import type { Database } from "../database";
import { FIGURES } from "../reports/figures-per-day";
import { observedAssessments } from "../reports/observed-assessments";
import { claimRules } from "../tracker/lanes";
import { dateOf } from "../tracker/rows";
import { inTransaction, type Client } from "../transaction";

/** A day is settled when it has been over for so long: what clients observed of it has arrived long since. */
export const OVER_FOR_MS = 3 * HOUR_MS;

/** As many days at once: meanwhile nothing of the unit is recorded. */
const DAYS_AT_ONCE = 7;

/** $2 since when nobody's time may have changed. Null where nobody ever marked. */
const EXTENT = `
  SELECT u.timezone, first.start_time AS first_start, last.start_time AS last_start,
         (SELECT min(s.counted_from) FROM marking_sessions s WHERE s.unit_id = u.id AND s.deleted_at IS NULL
            AND claimed_range(s.start_time, s.end_time) && tstzrange($2, NULL)) AS running_from
  FROM units u
  CROSS JOIN LATERAL (SELECT s.start_time FROM marking_sessions s WHERE s.unit_id = u.id ORDER BY s.start_time LIMIT 1) first
  CROSS JOIN LATERAL (SELECT s.start_time FROM marking_sessions s WHERE s.unit_id = u.id ORDER BY s.start_time DESC LIMIT 1) last
  WHERE u.id = $1`;

const KNOWN = "SELECT start_time, end_time FROM settled_days WHERE unit_id = $1";

const INSERT_DAYS = `
  INSERT INTO settled_days (unit_id, start_time, end_time) SELECT $1::bigint, * FROM unnest($2::timestamptz[], $3::timestamptz[])`;

/** The parameters of FIGURES that are its range. */
const RANGE = { from: "$7", to: "$8" };

/** As for FIGURES; $9 the unit. */
const insertFigures = (within: Interval): string => `
  INSERT INTO settled_figures (unit_id, start_time, user_id, marking_ms, in_tutorials_ms, active_ms, span_ms, wall_ms,
    credited_minutes, sessions, assessments, comments_added, submissions_opened, assessed_tasks, observed_ms)
  SELECT $9::bigint, ($6::timestamptz[])[f.day + 1], f.user_id, f.marking_ms, f.in_tutorials_ms, f.active_ms, f.span_ms, f.wall_ms,
    f.credited_minutes, f.sessions, f.assessments, f.comments_added, f.submissions_opened, coalesce(a.tasks, '{}'), coalesce(a.lengths, '{}')
  FROM (${FIGURES}) f LEFT JOIN (${observedAssessments(within, RANGE)}
    SELECT user_id, width_bucket(at, $6::timestamptz[]) - 1 AS day, array_agg(task_id) AS tasks, array_agg(coalesce(ms, 0)) AS lengths
    FROM observed GROUP BY 1, 2) a USING (user_id, day)`;

/**
 * Stores what the days of all units came to that are over and not settled yet; those that are settled and are no longer
 * days of their unit, whose zone was changed say, go. Each few days in a transaction of their own. Returns how many days
 * were settled. Any number of processes may be at it: the second one finds nothing left to do.
 */
export async function settleDays(db: Database, now: Instant, daysAtOnce = DAYS_AT_ONCE): Promise<number> {
  const { rows: units } = await db.pool.query<{ id: UnitId }>(
    "SELECT id FROM units u WHERE EXISTS (SELECT FROM marking_sessions s WHERE s.unit_id = u.id) ORDER BY id",
  );
  let settled = 0;
  for (const { id } of units) settled += await settleUnit(db, id, now, daysAtOnce);
  return settled;
}

/** The same for one unit. */
export async function settleUnit(db: Database, unitId: UnitId, now: Instant, daysAtOnce = DAYS_AT_ONCE): Promise<number> {
  let settled = 0;
  while (!nothingToDo(await findDays(db.pool, unitId, now))) {
    settled += await inTransaction(db.pool, (client) => settleSome(client, unitId, now, daysAtOnce));
  }
  return settled;
}

interface DaysToSettle {
  readonly missing: readonly Interval[];
  /** Settled days, by their start, that are none of the unit's. */
  readonly wrong: readonly Instant[];
}

function nothingToDo({ missing, wrong }: DaysToSettle): boolean {
  return missing.length + wrong.length === 0;
}

async function settleSome(client: Client, unitId: UnitId, now: Instant, daysAtOnce: number): Promise<number> {
  await claimRules(client, unitId);
  const { missing, wrong } = await findDays(client, unitId, now);
  await client.query("DELETE FROM settled_days WHERE unit_id = $1 AND start_time = ANY($2::timestamptz[])", [
    unitId,
    wrong.map(dateOf),
  ]);
  const gap = missing.findIndex((day, index) => index > 0 && day.start !== missing[index - 1]?.end);
  const days = missing.slice(0, Math.min(gap === -1 ? missing.length : gap, daysAtOnce));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const starts = days.map(({ start }) => dateOf(start));
  await client.query(INSERT_DAYS, [unitId, starts, days.map(({ end }) => dateOf(end))]);
  const bounds = [...starts, dateOf(last.end)];
  await client.query(insertFigures({ start: first.start, end: last.end }), [
    0,
    [],
    true,
    null,
    [unitId],
    bounds,
    bounds[0],
    bounds.at(-1),
    unitId,
  ]);
  return days.length;
}

async function findDays(client: Pick<Client, "query">, unitId: UnitId, now: Instant): Promise<DaysToSettle> {
  const over = addMs(now, -OVER_FOR_MS);
  const { rows } = await client.query<ExtentColumns>(EXTENT, [unitId, dateOf(over)]);
  const [unit] = rows;
  if (unit === undefined) return { missing: [], wrong: [] };
  const first = localDateAt(addMs(instantOf(unit.first_start), -LONGEST_FLOOR_MS), unit.timezone);
  const starts = dayStarts(unit.timezone, first, localDateAt(instantOf(unit.last_start), unit.timezone));
  // A session that goes on may still lengthen, and counts on the day on which it began.
  const until = unit.running_from === null ? over : earlier(over, instantOf(unit.running_from));
  const days = starts.slice(1).map((end, index): Interval => ({ start: starts[index] ?? end, end }));
  const known = await client.query<{ start_time: Date; end_time: Date }>(KNOWN, [unitId]);
  const ends = new Map(known.rows.map((row) => [instantOf(row.start_time), instantOf(row.end_time)]));
  const right = new Map(days.map(({ start, end }) => [start, end]));
  return {
    missing: days.filter(({ start, end }) => start < end && end <= until && ends.get(start) !== end),
    wrong: [...ends].filter(([start, end]) => right.get(start) !== end).map(([start]) => start),
  };
}

interface ExtentColumns {
  readonly timezone: string;
  readonly first_start: Date;
  readonly last_start: Date;
  readonly running_from: Date | null;
}
