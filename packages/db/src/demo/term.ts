import type { Instant } from "@tutor-times/core/instant";
import { addDays, daysBetween, WEEKDAYS, weekdayOf, type LocalDate, type Weekday } from "@tutor-times/core/local-date";
import { localDateAt } from "@tutor-times/core/local-days";

const TEACHING_WEEKS = 12;
/** Teaching weeks that lie behind; the one that today is in comes next. */
const WEEKS_BEHIND = 9;
/** The free week follows this teaching week. */
const BREAK_AFTER_WEEK = 6;

/** A teaching period of twelve weeks and a free one between them, of which today is in the tenth. All dates included. */
export interface Term {
  readonly timezone: string;
  readonly today: LocalDate;
  /** A Monday. */
  readonly start: LocalDate;
  /** A Sunday. */
  readonly end: LocalDate;
  readonly breakFrom: LocalDate;
  readonly breakTo: LocalDate;
}

/** The teaching period around the day that `now` is in `timezone`. */
export function termAround(now: Instant, timezone: string): Term {
  const today = localDateAt(now, timezone);
  const monday = addDays(today, -WEEKDAYS.indexOf(weekdayOf(today)));
  const start = addDays(monday, -7 * (WEEKS_BEHIND + 1));
  const breakFrom = addDays(start, 7 * BREAK_AFTER_WEEK);
  return { timezone, today, start, end: addDays(start, 7 * (TEACHING_WEEKS + 1) - 1), breakFrom, breakTo: addDays(breakFrom, 6) };
}

/** The date of a weekday in a teaching week, the first week being 1. */
export function dateInWeek(term: Term, week: number, day: Weekday): LocalDate {
  const weeks = week - 1 + (week > BREAK_AFTER_WEEK ? 1 : 0);
  return addDays(term.start, 7 * weeks + WEEKDAYS.indexOf(day));
}

export function isInBreak(term: Term, date: LocalDate): boolean {
  return term.breakFrom <= date && date <= term.breakTo;
}

/** The teaching week of a date, counted from 1; the free week counts as the one before it. */
export function teachingWeek(term: Term, date: LocalDate): number {
  const week = Math.floor(daysBetween(term.start, date) / 7) + 1;
  return week > BREAK_AFTER_WEEK ? week - 1 : week;
}
