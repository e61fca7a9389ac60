import { DomainError } from "@tutor-times/core/errors";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Spread } from "@tutor-times/core/spread";
import { AWAITING_FEEDBACK } from "@tutor-times/core/task-status";
import type { Scope } from "@tutor-times/core/viewer";
import type { Person } from "../acts/conversations";
import type { Database } from "../database";
import { settledSums, type SettledSums, type UnitDays } from "../settled/settled-figures";
import { dateOf } from "../tracker/rows";
import { requireWholeUnit } from "../unit-rights";
import type { UnitRecord } from "../units";
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

/** One row at least, for the unit and what it awaits as a whole; without any staff its `id` is null. */
const STAFF = `
  WITH waiting AS MATERIALIZED (
    SELECT t.id, t.project_id FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE p.unit_id = $1 AND p.enrolled AND t.status = ANY($4::text[])
  ), taught AS (
    SELECT r.user_id, count(DISTINCT w.id) AS awaiting FROM waiting w JOIN tutorial_enrolments e ON e.project_id = w.project_id
    JOIN tutorials g ON g.id = e.tutorial_id JOIN unit_roles r ON r.id = g.unit_role_id GROUP BY r.user_id
  ), policy AS (
    SELECT coalesce(max(p.threshold_minutes) FILTER (WHERE p.effective_at = newest.at), 15) AS threshold_minutes
    FROM unit_policies p, (SELECT max(effective_at) AS at FROM unit_policies WHERE unit_id = $1 AND effective_at <= $3) newest
    WHERE p.unit_id = $1
  ), staff AS (
    SELECT u.id, u.username, u.first_name, u.last_name, u.email, seen.last_seen, coalesce(t.awaiting, 0) AS awaiting,
           CASE WHEN seen.last_seen > $3::timestamptz - policy.threshold_minutes * interval '1 minute' THEN seen.since END AS marking_since
    FROM users u CROSS JOIN policy LEFT JOIN taught t ON t.user_id = u.id
    CROSS JOIN LATERAL (
      -- Whichever session ends last, it is the one that began last or reaches beyond the end of that one.
      SELECT max(s.end_time) AS last_seen, (array_agg(s.start_time ORDER BY s.end_time DESC, s.start_time))[1] AS since
      FROM (SELECT l.end_time FROM marking_sessions l WHERE l.unit_id = $1 AND l.user_id = u.id AND l.deleted_at IS NULL
            ORDER BY l.start_time DESC LIMIT 1) latest
      JOIN marking_sessions s ON s.unit_id = $1 AND s.user_id = u.id AND s.deleted_at IS NULL
        AND claimed_range(s.start_time, s.end_time) && tstzrange(latest.end_time - interval '0.001 seconds', NULL)) seen
    WHERE u.id = ANY($2::bigint[]) OR u.id IN (SELECT user_id FROM unit_roles WHERE unit_id = $1 AND ended_at IS NULL)
  )
  SELECT staff.*, total.awaiting_in_unit, json_build_object('id', unit.id, 'code', unit.code, 'name', unit.name,
      'timezone', unit.timezone, 'startDate', unit.start_date, 'endDate', unit.end_date, 'active', unit.active) AS unit
  FROM units unit CROSS JOIN (SELECT count(*) AS awaiting_in_unit FROM waiting) AS total LEFT JOIN staff ON true
  WHERE unit.id = $1
  ORDER BY staff.id`;

interface NobodyColumns {
  readonly id: null;
  readonly awaiting_in_unit: number;
  readonly unit: UnitRecord;
}

interface StaffColumns extends Omit<NobodyColumns, "id"> {
  readonly id: UserId;
  readonly username: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly last_seen: Date | null;
  readonly marking_since: Date | null;
  readonly awaiting: number;
}

/**
 * The figures of a unit over whole local days: total, per day, and per tutor in alphabetical order.
 * Throws DomainError `not_found` if `scope` holds no role there, `forbidden` if that role does not see the whole unit.
 */
export async function unitReport(
  db: Database,
  scope: Scope,
  { unitId, now, ...range }: DayRange & { unitId: UnitId; now: Instant },
): Promise<UnitReport> {
  await requireWholeUnit(db, scope, unitId);
  const asked = { scope, unitId, dayStarts: boundariesOf(range) };
  const settled = await settledSums(db, asked);
  const [{ perTutor, perDay, rows }, medians] = await Promise.all([
    figuresAndStaff(db, asked, settled, now),
    unitMedians(db, asked, settled),
  ]);
  const staff = rows.filter((row) => row.id !== null);
  const [first] = rows;
  // It was there a moment ago.
  if (first === undefined) throw new DomainError("not_found", "Unable to find requested Unit", "unit_id");
  return {
    unit: first.unit,
    ...reportOver(range, perDay),
    awaitingFeedback: first.awaiting_in_unit,
    medianPerAssessment: medians.overall,
    tutors: staff
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

/** The figures, and who is staff or has marked. */
async function figuresAndStaff(db: Database, asked: UnitDays, settled: SettledSums, now: Instant) {
  const figures = await unitFigures(db, asked, settled);
  const markers = [...figures.perTutor.keys()];
  const values = [asked.unitId, markers, dateOf(now), AWAITING_FEEDBACK];
  const { rows } = await db.pool.query<StaffColumns | NobodyColumns>(STAFF, values);
  return { ...figures, rows };
}
