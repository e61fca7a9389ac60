import { addMs, DAY_MS, formatInstant, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { weekdayOf, type LocalDate } from "@tutor-times/core/local-date";

/** What a clock on the wall shows at an instant. */
export interface WallTime {
  /** `2025-10-08 Wednesday` */
  readonly date: string;
  /** `16:00` */
  readonly time: string;
  /** `+11:00` */
  readonly offset: string;
}

/**
 * A clock in `timezone`, which must be a zone that exists. Made once for many instants: what it is ahead of UTC is looked up for each day
 * in UTC, and for single instants only of a day on which that changes.
 */
export function wallClock(timezone: string): (at: Instant) => WallTime {
  const aheadAt = clockAhead(timezone);
  const aheadOn = new Map<number, number | null>();
  return (at) => {
    const day = Math.floor(at / DAY_MS);
    let ahead = aheadOn.get(day);
    if (ahead === undefined) {
      const atItsStart = aheadAt(day * DAY_MS);
      ahead = atItsStart === aheadAt((day + 1) * DAY_MS) ? atItsStart : null;
      aheadOn.set(day, ahead);
    }
    ahead ??= aheadAt(at);
    const shown = formatInstant(addMs(at, ahead));
    const date = shown.slice(0, "2025-10-08".length) as LocalDate;
    return { date: `${date} ${weekdayOf(date)}`, time: shown.slice(11, 16), offset: offsetText(Math.round(ahead / MINUTE_MS)) };
  };
}

/** By how many milliseconds clocks in `timezone` are ahead of UTC at an instant, in whole seconds. */
function clockAhead(timezone: string): (at: number) => number {
  const number = "2-digit";
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const { year, month, day, hour, minute, second } = parts;
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(at / 1000) * 1000;
  };
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
