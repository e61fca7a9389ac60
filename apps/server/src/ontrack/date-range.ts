import { instantsOf, MOST_DAYS } from "@tutor-times/api/range";
import { dateInput, timezoneInput } from "@tutor-times/api/schemas/times";
import { DomainError } from "@tutor-times/core/errors";
import type { Instant } from "@tutor-times/core/instant";
import { addDays, daysBetween } from "@tutor-times/core/local-date";
import { localDateAt } from "@tutor-times/core/local-days";
import { z } from "zod";

/** OnTrack's own default: today and the seven days before it. */
const DEFAULT_DAYS_BEFORE = 7;

export const dateRangeQuery = z.object({
  start_date: dateInput.optional(),
  end_date: dateInput.optional(),
  timezone: timezoneInput.optional(),
});

/**
 * The instants `[from, to)` of the whole local days that OnTrack's parameters name. Throws DomainError("invalid") naming
 * `start_date` if it lies after `end_date` or more than a year before it.
 */
export function resolveDateRange(
  query: z.output<typeof dateRangeQuery>,
  now: Instant,
  defaultTimezone: string,
): { readonly from: Instant; readonly to: Instant } {
  const timezone = query.timezone ?? defaultTimezone;
  const to = query.end_date ?? localDateAt(now, timezone);
  const from = query.start_date ?? addDays(to, -DEFAULT_DAYS_BEFORE);
  if (from > to || daysBetween(from, to) >= MOST_DAYS) throw new DomainError("invalid", "start_date is invalid", "start_date");
  return instantsOf({ from, to, timezone });
}
