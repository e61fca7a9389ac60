import { DomainError } from "@tutor-times/core/errors";
import { earlier, later, type Instant } from "@tutor-times/core/instant";
import { addDays, daysBetween, type LocalDate } from "@tutor-times/core/local-date";
import { localDateAt, startOfDay } from "@tutor-times/core/local-days";

/** The most days that one report covers. */
const MOST_DAYS = 366;

const DEFAULT_DAYS = 7;

/** Whole local days from `from` to `to`, both included, in `timezone`. */
export interface Range {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly timezone: string;
}

/**
 * The range that a caller means: `timezone` is `defaultTimezone` unless given, `to` today there, `from` six days before
 * `to`, so that a week comes of it. Throws DomainError("invalid") naming the field if `from` lies after `to`, or if the
 * range has more than 366 days.
 */
export function resolveRange(
  input: { readonly from?: LocalDate | undefined; readonly to?: LocalDate | undefined; readonly timezone?: string | undefined },
  now: Instant,
  defaultTimezone: string,
): Range {
  const timezone = input.timezone ?? defaultTimezone;
  const to = input.to ?? localDateAt(now, timezone);
  const from = input.from ?? addDays(to, 1 - DEFAULT_DAYS);
  if (from > to) throw new DomainError("invalid", `from is invalid: ${from} lies after ${to}, the last day`, "from");
  if (daysBetween(from, to) >= MOST_DAYS) {
    throw new DomainError("invalid", `from is invalid: ${from} to ${to} is more than ${MOST_DAYS} days`, "from");
  }
  return { from, to, timezone };
}

/**
 * The instants `[from, to)` of a range: the start of its first day, and the start of the day after its last, or `until`
 * where that is earlier.
 */
export function instantsOf(range: Range, until?: Instant): { readonly from: Instant; readonly to: Instant } {
  const from = startOfDay(range.from, range.timezone);
  const to = startOfDay(addDays(range.to, 1), range.timezone);
  return { from, to: until === undefined ? to : later(from, earlier(to, until)) };
}
