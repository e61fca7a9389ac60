import { formatInstant } from "@tutor-times/core/instant";
import { formatDaySpan } from "../format/days";
import { formatTime } from "../format/moments";
import type { Previous } from "./resolve";

/** The days before a range as a report takes them. */
export function reportOf({ from, to, until }: Previous) {
  return { from, to, ...(until === null ? {} : { until: formatInstant(until) }) };
}

/** `10 – 16 Nov`, or `10 – 12 Nov until 16:05` where only a part of the last day is compared with. */
export function previousWords({ from, to, until }: Previous, timezone: string): string {
  const days = formatDaySpan(from, to);
  return until === null ? days : `${days} until ${formatTime(formatInstant(until), timezone)}`;
}
