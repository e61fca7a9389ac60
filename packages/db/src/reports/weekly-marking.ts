import type { UnitId, UserId } from "@tutor-times/core/ids";
import { addDays, weekdayOf, WEEKDAYS, type LocalDate } from "@tutor-times/core/local-date";
import { startOfDay } from "@tutor-times/core/local-days";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { requireWholeUnit } from "../unit-rights";
import { figuresPerDay } from "./figures-per-day";

export interface WeeklyMarking {
  /** Mondays, the earliest first. */
  readonly weeks: readonly LocalDate[];
  /** Whoever marked in these weeks, with their marking in each of them. */
  readonly tutors: readonly { readonly userId: UserId; readonly markingMs: readonly number[] }[];
}

/**
 * Marking in a unit per tutor and whole calendar week (from Monday, in `timezone`): the `count` weeks of which the last
 * one holds `last`. Convenors of the unit and admins only. Throws DomainError `not_found`, `forbidden`.
 */
export async function weeklyMarking(
  db: Database,
  scope: Scope,
  { unitId, last, count, timezone }: { unitId: UnitId; last: LocalDate; count: number; timezone: string },
): Promise<WeeklyMarking> {
  await requireWholeUnit(db, scope, unitId);
  const monday = addDays(last, -WEEKDAYS.indexOf(weekdayOf(last)));
  const mondays = Array.from({ length: count + 1 }, (_, index) => addDays(monday, 7 * (index - count + 1)));
  const starts = mondays.map((date) => startOfDay(date, timezone));
  const figures = await figuresPerDay(db, scope, { unitIds: [unitId] }, starts);
  const perTutor = new Map<UserId, number[]>();
  for (const { userId, day, markingMs } of figures) {
    const weeks = perTutor.get(userId) ?? Array.from({ length: count }, () => 0);
    weeks[day] = markingMs;
    perTutor.set(userId, weeks);
  }
  return {
    weeks: mondays.slice(0, -1),
    tutors: [...perTutor].map(([userId, markingMs]) => ({ userId, markingMs })),
  };
}
