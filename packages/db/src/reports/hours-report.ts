import { useOf, type AllottedHours, type HoursUse } from "@tutor-times/core/hours";
import type { UnitId } from "@tutor-times/core/ids";
import { instant, type Instant } from "@tutor-times/core/instant";
import { addDays, weekdayOf, WEEKDAYS, type LocalDate } from "@tutor-times/core/local-date";
import { localDateAt, startOfDay } from "@tutor-times/core/local-days";
import { seesWholeUnit, type Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { findUnitOfStaff } from "../units";
import type { StaffMember } from "../viewers-staff";
import { byName } from "./by-name";
import { NO_FIGURES, sumBy } from "./figures";
import { figuresPerDay } from "./figures-per-day";

/** A member of staff and what they have used of their hours in one unit. */
export interface HoursOfTutor {
  readonly user: StaffMember;
  readonly allotted: AllottedHours;
  /** Since the unit began, and before. */
  readonly total: HoursUse;
  readonly week: HoursUse;
}

export interface HoursReport {
  /** The Monday with which the running week began, in the unit's zone. */
  readonly weekFrom: LocalDate;
  /** In alphabetical order. */
  readonly tutors: readonly HoursOfTutor[];
}

/** $1 the unit, $2 the only person to be seen, or null for all who are staff now or have hours. */
const STAFF = `
  SELECT u.id, u.username, u.first_name AS "firstName", u.last_name AS "lastName", u.email, h.total_minutes AS "totalMinutes",
         h.weekly_minutes AS "weeklyMinutes", coalesce(h.counts_tutorials, true) AS "countsTutorials"
  FROM users u LEFT JOIN allotted_hours h ON h.unit_id = $1 AND h.user_id = u.id
  WHERE ($2::bigint IS NULL OR u.id = $2)
    AND (h.user_id IS NOT NULL OR u.id IN (SELECT user_id FROM unit_roles WHERE unit_id = $1 AND ended_at IS NULL))`;

/** Of the two parts of a unit's time until now: what lies before this week, and the week. */
const RUNNING_WEEK = 1;

/**
 * The hours of a unit's staff: allotted, used and left at `now`, for the unit and for the week that is running in its
 * zone. Convenors and admins see everybody, others themselves. Throws DomainError `not_found`, `forbidden`.
 */
export async function hoursReport(
  db: Database,
  scope: Scope,
  { unitId, now }: { unitId: UnitId; now: Instant },
): Promise<HoursReport> {
  const unit = await findUnitOfStaff(db, scope, unitId);
  const today = localDateAt(now, unit.timezone);
  const weekFrom = addDays(today, -WEEKDAYS.indexOf(weekdayOf(today)));
  const monday = startOfDay(weekFrom, unit.timezone);
  const only = seesWholeUnit(scope, unitId) ? null : scope.userId;
  const [staff, figures] = await Promise.all([
    db.pool.query<StaffMember & AllottedHours>(STAFF, [unitId, only]),
    figuresPerDay(db, scope, { unitIds: [unitId] }, [instant(0), monday, now]),
  ]);
  const ever = sumBy(figures, ({ userId }) => userId);
  const week = sumBy(
    figures.filter(({ day }) => day === RUNNING_WEEK),
    ({ userId }) => userId,
  );
  const tutors = staff.rows.toSorted(byName).map(({ totalMinutes, weeklyMinutes, countsTutorials, ...user }) => ({
    user,
    allotted: { totalMinutes, weeklyMinutes, countsTutorials },
    total: useOf(totalMinutes, ever.get(user.id) ?? NO_FIGURES, countsTutorials),
    week: useOf(weeklyMinutes, week.get(user.id) ?? NO_FIGURES, countsTutorials),
  }));
  return { weekFrom, tutors };
}
