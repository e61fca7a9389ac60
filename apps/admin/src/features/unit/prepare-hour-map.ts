import { WEEKDAYS } from "@tutor-times/core/local-date";
import { formatDuration } from "../../format/duration";

/** Shown even where nothing is: the usual day. */
const USUAL = { from: 9, to: 17 };

/** Hours down, weekdays across; `share` is how much of the busiest hour one comes to. */
export interface HourMap {
  readonly rows: readonly {
    readonly hour: number;
    /** `09:00` */
    readonly name: string;
    readonly cells: readonly { readonly weekday: string; readonly share: number; readonly value: string }[];
  }[];
  readonly most: string;
}

/** Arranges marking per weekday (1 is Monday) and hour, from the first to the last hour that has any. */
export function prepareHourMap(
  hours: readonly { readonly weekday: number; readonly hour: number; readonly markingMs: number }[],
): HourMap {
  const marked = new Map(hours.map(({ weekday, hour, markingMs }) => [weekday * 24 + hour, markingMs]));
  const most = Math.max(1, ...marked.values());
  const first = Math.min(USUAL.from, ...hours.map(({ hour }) => hour));
  const last = Math.max(USUAL.to - 1, ...hours.map(({ hour }) => hour));
  return {
    most: formatDuration(hours.length === 0 ? 0 : most),
    rows: Array.from({ length: last - first + 1 }, (_, index) => {
      const hour = first + index;
      return {
        hour,
        name: `${String(hour).padStart(2, "0")}:00`,
        cells: WEEKDAYS.map((weekday, day) => {
          const ms = marked.get((day + 1) * 24 + hour) ?? 0;
          return { weekday, share: ms / most, value: formatDuration(ms) };
        }),
      };
    }),
  };
}
