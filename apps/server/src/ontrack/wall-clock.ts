import type { Instant } from "@tutor-times/core/instant";

/** What a clock on the wall shows at an instant. */
export interface WallTime {
  /** `2025-10-08 Wednesday` */
  readonly date: string;
  /** `16:00` */
  readonly time: string;
  /** `+11:00` */
  readonly offset: string;
}

/** A clock in `timezone`, which must be a zone that exists. Made once for many instants. */
export function wallClock(timezone: string): (at: Instant) => WallTime {
  const number = "2-digit";
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    calendar: "iso8601",
    hourCycle: "h23",
    weekday: "long",
    year: "numeric",
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const { year, month, day, weekday, hour, minute, second } = parts;
    const shown = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return {
      date: `${year}-${month}-${day} ${weekday}`,
      time: `${hour}:${minute}`,
      offset: offsetText(Math.round((shown - at) / 60_000)),
    };
  };
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
