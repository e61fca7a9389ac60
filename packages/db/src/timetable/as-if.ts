import { addDays, daysBetween, datesFrom, weekdayOf, WEEKDAYS, type LocalDate } from "@tutor-times/core/local-date";
import type { TimetableChange } from "./change";

const WEEK = 7;

/**
 * A change of a timetable as it would have been entered for the week from `monday` on, so that it can be shown what it
 * would have done there: dates become those of the same weekdays, what holds from a day on holds from that Monday on.
 * `begins` is the tutorial's own first day if the change is about one that has its own.
 */
export function asIfInWeek(change: TimetableChange, monday: LocalDate, begins: LocalDate | null): TimetableChange[] {
  const sameDay = (date: LocalDate) => addDays(monday, WEEKDAYS.indexOf(weekdayOf(date)));
  const atLeast = (date: LocalDate, least: LocalDate | null) => (least !== null && least > date ? least : date);
  switch (change.kind) {
    case "add-tutorial":
      return [{ ...change, tutorial: { ...change.tutorial, from: null, to: null } }];
    case "move-tutorial":
      return [{ ...change, move: { ...change.move, date: atLeast(monday, begins === null ? null : addDays(begins, 1)) } }];
    case "end-tutorial":
      return [{ ...change, date: atLeast(addDays(monday, -1), begins) }];
    case "cancel-day":
    case "reinstate-day":
      return [{ ...change, date: sameDay(change.date) }];
    case "add-break":
      // Days of a break that is over before it begins are refused by whoever enters it.
      return daysBetween(change.from, change.to) < 0
        ? [change]
        : datesFrom(change.from, change.to)
            .slice(0, WEEK)
            .map((date) => ({ ...change, from: sameDay(date), to: sameDay(date) }));
    case "add-stream":
    case "set-stream":
    case "set-unit":
    case "remove-break":
      return [change];
  }
}
