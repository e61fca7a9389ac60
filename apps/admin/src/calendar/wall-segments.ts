import { MINUTE_MS } from "@tutor-times/core/instant";

/** A local day as instants, `[start, end)`: 23, 24, 25 hours, or another length where clocks change. */
export interface DayTimes {
  readonly start: number;
  readonly end: number;
}

/** A part of a day in which clocks run on without a jump; `wallMinute` is what they show at its start, from midnight. */
export interface WallSegment extends DayTimes {
  readonly wallMinute: number;
}

/** A day cut where the clocks of `timezone` change: one part on most days, two when daylight saving begins or ends. */
export function wallSegments({ start, end }: DayTimes, timezone: string): WallSegment[] {
  const segments: WallSegment[] = [];
  for (let from = start; from < end;) {
    const to = nextChange(from, end, timezone);
    segments.push({ start: from, end: to, wallMinute: wallMinuteAt(from, timezone) });
    from = to;
  }
  return segments;
}

/** The first whole minute after `from` at which clocks have changed, or `end`. */
function nextChange(from: number, end: number, timezone: string): number {
  const offset = offsetAt(from, timezone);
  if (offsetAt(end - 1, timezone) === offset) return end;
  let [same, changed] = [from, end - 1];
  while (changed - same > MINUTE_MS) {
    const middle = same + Math.floor((changed - same) / (2 * MINUTE_MS)) * MINUTE_MS;
    if (middle === same) break;
    if (offsetAt(middle, timezone) === offset) same = middle;
    else changed = middle;
  }
  return Math.ceil(changed / MINUTE_MS) * MINUTE_MS;
}

function wallMinuteAt(at: number, timezone: string): number {
  return ((at + offsetAt(at, timezone)) / MINUTE_MS) % 1440;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of `timezone` are ahead of UTC at `at`, in milliseconds. */
function offsetAt(at: number, timezone: string): number {
  const format =
    formatters.get(timezone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  formatters.set(timezone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at / 1000) * 1000;
}
