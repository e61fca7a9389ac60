import { instantsOf } from "@tutor-times/api/range";
import type { Instant } from "@tutor-times/core/instant";
import { addDays } from "@tutor-times/core/local-date";
import { localDateAt } from "@tutor-times/core/local-days";
import type { z } from "zod";
import type { rangeQuery } from "./parameters";

/** OnTrack's own default: today and the seven days before it. */
const DEFAULT_DAYS_BEFORE = 7;

export interface DateRange {
  readonly from: Instant;
  readonly to: Instant;
  readonly timezone: string;
}

/**
 * The instants `[from, to)` of the whole local days that OnTrack's parameters name. A range may have any length; one that
 * ends before it starts is empty.
 */
export function resolveDateRange(query: z.output<typeof rangeQuery>, now: Instant, defaultTimezone: string): DateRange {
  const timezone = query.timezone ?? defaultTimezone;
  const to = query.end_date ?? localDateAt(now, timezone);
  const from = query.start_date ?? addDays(to, -DEFAULT_DAYS_BEFORE);
  return { timezone, ...instantsOf({ from, to, timezone }) };
}
