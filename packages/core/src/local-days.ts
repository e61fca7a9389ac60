import { Temporal } from "temporal-polyfill";
import { instant, type Instant } from "./instant";
import { addDays, datesFrom, type LocalDate } from "./local-date";

// Temporal runs on the server only: no module that a browser loads imports this one.

/** Whether `text` names an IANA time zone (`Australia/Melbourne`, `UTC`). Plain offsets such as `+10:00` are none. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    Temporal.ZonedDateTime.from({ timeZone: text, year: 2000, month: 1, day: 1 });
    return true;
  } catch {
    return false;
  }
}

/** The first instant of a local day: midnight, or what follows it where daylight saving skips midnight. */
export function startOfDay(date: LocalDate, timezone: string): Instant {
  return instant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: timezone }).epochMilliseconds);
}

/**
 * The boundaries of the whole local days from `from` to `to` (both included) in `timezone`: n days give n + 1 instants,
 * the last being the start of the day after `to`. A day may have 23, 24, 25 or 23.5 hours, or none where a zone skips it.
 */
export function dayStarts(timezone: string, from: LocalDate, to: LocalDate): Instant[] {
  return [...datesFrom(from, to), addDays(to, 1)].map((date) => startOfDay(date, timezone));
}

/** The calendar date that `at` falls on in `timezone`. */
export function localDateAt(at: Instant, timezone: string): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).toPlainDate().toString() as LocalDate;
}

/**
 * The instant of a wall time on a date in a zone. A wall time that does not exist moves forward by the gap; of two the
 * first counts (rule 4). `time` is `H:MM` or `HH:MM`. Throws RangeError if it is no time.
 */
export function instantOfWallTime(date: LocalDate, time: string, timezone: string): Instant {
  const wall = Temporal.PlainTime.from(time.padStart(5, "0"));
  const zoned = Temporal.PlainDate.from(date).toPlainDateTime(wall).toZonedDateTime(timezone, { disambiguation: "compatible" });
  return instant(zoned.epochMilliseconds);
}
