import { formatInstant, type Instant } from "@tutor-times/core/instant";
import { addDays, daysBetween, WEEKDAYS, weekdayOf, type LocalDate } from "@tutor-times/core/local-date";
import { instantOfWallTime, isTimeZone, localDateAt } from "@tutor-times/core/local-days";
import { formatTime } from "../format/moments";
import type { FilterQuery, Range } from "./query";

const MOST_DAYS = 366;

/** What the filters of an address come to: whole local days, both ends included, in a zone. */
export interface Filters {
  readonly range: Range;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly timezone: string;
  readonly today: LocalDate;
  /** The part of the days before the range that compares with what of it has gone by; null where nothing does. */
  readonly previous: Previous | null;
  /** What in the address could not be followed, a sentence each. */
  readonly problems: readonly string[];
}

/** Whole days, the last of them only until the same time of day as it is now where the range is still running. */
export interface Previous {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly until: Instant | null;
}

/** The dates of a unit, as `period` needs them. */
export interface Period {
  readonly startDate: string;
  readonly endDate: string;
}

/**
 * Resolves filters at `now`. `defaultTimezone` holds unless the address names another; `period` spans the units given,
 * and at most 366 days of them, the last ones. What cannot be followed falls back to this week and is told in `problems`.
 */
export function resolveFilters(
  query: FilterQuery,
  { now, defaultTimezone, periods }: { now: Instant; defaultTimezone: string; periods: readonly Period[] },
): Filters {
  const problems: string[] = [];
  const knownZone = query.zone === undefined || isTimeZone(query.zone);
  if (!knownZone) problems.push(`There is no time zone “${query.zone}”: times are in ${defaultTimezone}.`);
  const timezone = knownZone ? (query.zone ?? defaultTimezone) : defaultTimezone;
  const today = localDateAt(now, timezone);
  const asked = askedDays(query, today, periods);
  if (typeof asked === "string") problems.push(asked);
  const chosen = typeof asked === "string" ? { range: "this-week" as const, ...weekOf(today) } : asked;
  return { ...chosen, timezone, today, previous: previousOf(chosen, { now, today, timezone }), problems };
}

interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

function askedDays(query: FilterQuery, today: LocalDate, periods: readonly Period[]): ({ range: Range } & Days) | string {
  const range = query.range ?? (query.from === undefined && query.to === undefined ? "this-week" : "custom");
  switch (range) {
    case "this-week":
      return { range, ...weekOf(today) };
    case "last-week":
      return { range, ...weekOf(addDays(today, -7)) };
    case "period": {
      const days = spanOf(periods);
      return days === null ? "There is no unit whose teaching period could be shown: this is this week." : { range, ...days };
    }
    case "custom": {
      const from = query.from ?? query.to ?? today;
      const to = query.to ?? (from > today ? from : today);
      if (from > to) return `The first day, ${from}, lies after the last, ${to}: this is this week instead.`;
      if (daysBetween(from, to) >= MOST_DAYS) return `At most ${MOST_DAYS} days can be shown at once: this is this week instead.`;
      return { range, from, to };
    }
  }
}

function weekOf(date: LocalDate): Days {
  const monday = addDays(date, -WEEKDAYS.indexOf(weekdayOf(date)));
  return { from: monday, to: addDays(monday, 6) };
}

function spanOf(periods: readonly Period[]): Days | null {
  const starts = periods.map((period) => period.startDate).sort();
  const ends = periods.map((period) => period.endDate).sort();
  const [first, last] = [starts.at(0), ends.at(-1)];
  if (first === undefined || last === undefined) return null;
  const [from, to] = [first as LocalDate, last as LocalDate];
  const earliest = addDays(to, 1 - MOST_DAYS);
  return { from: from < earliest ? earliest : from, to };
}

function previousOf(
  { range, from, to }: { range: Range } & Days,
  { now, today, timezone }: { now: Instant; today: LocalDate; timezone: string },
): Previous | null {
  if (range === "period" || from > today) return null;
  const length = daysBetween(from, to) + 1;
  const running = to >= today;
  const before = { from: addDays(from, -length), to: addDays(running ? today : to, -length) };
  return { ...before, until: running ? instantOfWallTime(before.to, wallTimeAt(now, timezone), timezone) : null };
}

/** `16:05`, the time that clocks in `timezone` show. */
function wallTimeAt(at: Instant, timezone: string): string {
  return formatTime(formatInstant(at), timezone);
}
