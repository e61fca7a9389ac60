import { addMs, instant, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { addDays, daysBetween, type LocalDate } from "@tutor-times/core/local-date";
import { dayStarts } from "@tutor-times/core/local-days";

/** Wall time of one zone as instants and back, fast, for the days from `from` to `to`. */
export interface Calendar {
  /** `minutes` after midnight of a date; more than a day's are the next day's. */
  at(date: LocalDate, minutes: number): Instant;
  dateOf(at: Instant): LocalDate;
  /** Minutes since midnight. */
  minuteOf(at: Instant): number;
}

/** Throws RangeError for what lies outside. */
export function makeCalendar(timezone: string, from: LocalDate, to: LocalDate): Calendar {
  const starts = dayStarts(timezone, from, to);
  const startOf = (index: number): Instant => {
    const start = starts[index];
    if (start === undefined) throw new RangeError(`Day ${index} after ${from} is not between ${from} and ${to}`);
    return start;
  };
  const dayOf = (at: Instant): number => {
    // Days have 23 to 25 hours: the guess is at most one day off.
    let day = Math.floor((at - startOf(0)) / (24 * 60 * MINUTE_MS));
    while (startOf(day) > at) day -= 1;
    while (startOf(day + 1) <= at) day += 1;
    return day;
  };
  return {
    at: (date, minutes) => addMs(startOf(daysBetween(from, date)), minutes * MINUTE_MS),
    dateOf: (at) => addDays(from, dayOf(at)),
    minuteOf: (at) => (at - startOf(dayOf(at))) / MINUTE_MS,
  };
}

/** A later instant, `days` after `at`. */
export function daysAfter(at: Instant, days: number): Instant {
  return instant(at + days * 24 * 60 * MINUTE_MS);
}
