import type { UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Spread } from "@tutor-times/core/spread";
import { AWAITING_FEEDBACK } from "@tutor-times/core/task-status";
import type { Scope } from "@tutor-times/core/viewer";
import type { Person } from "../acts/conversations";
import type { Database } from "../database";
import { settledSums } from "../settled/settled-figures";
import { dateOf } from "../tracker/rows";
import { noSuchUnit, requireRoleForWholeUnit } from "../unit-rights";
import type { UnitRecord } from "../units";
import { awaitingInUnit, ENROLLED } from "./awaiting-feedback";
import { byName } from "./by-name";
import { NO_FIGURES, type Figures } from "./figures";
import { boundariesOf, reportOver, type DayRange, type TutorReport } from "./tutor-report";
import { unitFigures, unitMedians } from "./unit-figures";

export interface TutorInUnit {
  readonly user: Person & { readonly username: string };
  readonly total: Figures;
  /** The end of their latest session in the unit, whenever that was. */
  readonly lastSeen: Instant | null;
  /** The start of their session that is open now. */
  readonly markingSince: Instant | null;
  /** How long an assessment takes them; null below five observed ones. */
  readonly medianPerAssessment: Spread | null;
  /** Tasks awaiting feedback of the students in their tutorials. */
  readonly awaitingFeedback: number;
}

export interface UnitReport extends TutorReport {
  readonly unit: UnitRecord;
  /** Everybody who is staff of the unit or has marked in it within the range, in alphabetical order. */
  readonly tutors: readonly TutorInUnit[];
  readonly awaitingFeedback: number;
  readonly medianPerAssessment: Spread | null;
}

/**
 * $1 the unit, $2 its people that are asked for, or null for all who are or were staff, $3 now, $4 the statuses that await feedback.
 * One row at least, for the unit and what it awaits as a whole; without any people its `id` is null.
 */
const PEOPLE = `
  WITH waiting AS MATERIALIZED (
    SELECT w.* FROM (SELECT t.project_id, count(*) AS tasks ${awaitingInUnit("$4")} GROUP BY t.project_id) w ${ENROLLED}
  ), placed AS MATERIALIZED (
    SELECT e.tutorial_id, w.* FROM waiting w JOIN tutorial_enrolments e ON e.project_id = w.project_id
  ), teaching AS MATERIALIZED (
    SELECT g.id AS tutorial_id, r.user_id FROM unit_roles r JOIN tutorials g ON g.unit_role_id = r.id WHERE r.unit_id = $1
  ), taught AS (
    -- Once, whoever is in two tutorials of the same tutor.
    SELECT user_id, sum(tasks)::bigint AS awaiting FROM (
      SELECT DISTINCT t.user_id, p.project_id, p.tasks FROM teaching t JOIN placed p ON p.tutorial_id = t.tutorial_id) one GROUP BY user_id
  ), policy AS (
    SELECT coalesce(max(p.threshold_minutes) FILTER (WHERE p.effective_at = newest.at), 15) AS threshold_minutes
    FROM unit_policies p, (SELECT max(effective_at) AS at FROM unit_policies WHERE unit_id = $1 AND effective_at <= $3) newest
    WHERE p.unit_id = $1
  ), people AS (
    SELECT u.id, u.id IN (SELECT user_id FROM unit_roles WHERE unit_id = $1 AND ended_at IS NULL) AS is_staff, u.username, u.first_name, u.last_name, u.email, seen.last_seen, coalesce(t.awaiting, 0) AS awaiting,
           CASE WHEN seen.last_seen > $3::timestamptz - policy.threshold_minutes * interval '1 minute' THEN seen.since END AS marking_since
    FROM users u CROSS JOIN policy LEFT JOIN taught t ON t.user_id = u.id
    CROSS JOIN LATERAL (
      -- Whichever session ends last, it is the one that began last or reaches beyond the end of that one.
      SELECT max(s.end_time) AS last_seen, (array_agg(s.start_time ORDER BY s.end_time DESC, s.start_time))[1] AS since
      FROM (SELECT l.end_time FROM marking_sessions l WHERE l.unit_id = $1 AND l.user_id = u.id AND l.deleted_at IS NULL
            ORDER BY l.start_time DESC LIMIT 1) latest
      JOIN marking_sessions s ON s.unit_id = $1 AND s.user_id = u.id AND s.deleted_at IS NULL
        AND claimed_range(s.start_time, s.end_time) && tstzrange(latest.end_time - interval '0.001 seconds', NULL)) seen
    WHERE u.id = ANY(coalesce($2::bigint[], ARRAY(SELECT user_id FROM unit_roles WHERE unit_id = $1)))
  )
  SELECT people.*, total.awaiting_in_unit, json_build_object('id', unit.id, 'code', unit.code, 'name', unit.name,
      'timezone', unit.timezone, 'startDate', unit.start_date, 'endDate', unit.end_date, 'active', unit.active) AS unit
  FROM units unit CROSS JOIN (SELECT coalesce(sum(tasks), 0)::bigint AS awaiting_in_unit FROM waiting) AS total LEFT JOIN people ON true
  WHERE unit.id = $1
  ORDER BY people.id`;

interface NobodyColumns {
  readonly id: null;
  readonly awaiting_in_unit: number;
  readonly unit: UnitRecord;
}

interface PersonColumns extends Omit<NobodyColumns, "id"> {
  readonly id: UserId;
  readonly is_staff: boolean;
  readonly username: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly last_seen: Date | null;
  readonly marking_since: Date | null;
  readonly awaiting: number;
}

/** The days of a report, in a zone. */
export type RangeIn = (timezone: string) => DayRange;

/**
 * The figures of a unit over whole local days, in `timezone` or else in the unit's own: total, per day, and per tutor in
 * alphabetical order. Throws DomainError `not_found` if `scope` holds no role there, `forbidden` if that role does not see the whole unit.
 */
export async function unitReport(
  db: Database,
  scope: Scope,
  { unitId, now, timezone, rangeIn }: { unitId: UnitId; now: Instant; timezone?: string | undefined; rangeIn: RangeIn },
): Promise<UnitReport & { readonly range: DayRange }> {
  requireRoleForWholeUnit(scope, unitId);
  const rowsOf = async (people: readonly UserId[] | null) =>
    (await db.pool.query<PersonColumns | NobodyColumns>(PEOPLE, [unitId, people, dateOf(now), AWAITING_FEEDBACK])).rows;
  const asked = rowsOf(null);
  const measure = async () => {
    const range = rangeIn(timezone ?? unitOf(await asked).timezone);
    const days = { scope, unitId, dayStarts: boundariesOf(range) };
    const settled = await settledSums(db, days);
    const [figures, medians] = await Promise.all([unitFigures(db, days, settled), unitMedians(db, days, settled)]);
    return { ...figures, medians, range };
  };
  const [rows, { perTutor, perDay, medians, range }] = await Promise.all([asked, measure()]);
  const known = new Set(rows.map(({ id }) => id));
  // Who marked and never was staff, an admin say.
  const strangers = [...perTutor.keys()].filter((userId) => !known.has(userId));
  const people = [...rows, ...(strangers.length === 0 ? [] : await rowsOf(strangers))].filter((row) => row.id !== null);
  return {
    range,
    unit: unitOf(rows),
    ...reportOver(range, perDay),
    awaitingFeedback: rows[0]?.awaiting_in_unit ?? 0,
    medianPerAssessment: medians.overall,
    tutors: people
      .filter((row) => row.is_staff || perTutor.has(row.id))
      .map((row) => ({
        user: { id: row.id, username: row.username, firstName: row.first_name, lastName: row.last_name, email: row.email },
        total: perTutor.get(row.id) ?? NO_FIGURES,
        lastSeen: row.last_seen && instantOf(row.last_seen),
        markingSince: row.marking_since && instantOf(row.marking_since),
        medianPerAssessment: medians.perTutor.get(row.id) ?? null,
        awaitingFeedback: row.awaiting,
      }))
      .toSorted((a, b) => byName(a.user, b.user)),
  };
}

function unitOf([first]: readonly { readonly unit: UnitRecord }[]): UnitRecord {
  if (first === undefined) throw noSuchUnit();
  return first.unit;
}
