import { DAY_MS, HOUR_MS } from "@tutor-times/core/instant";
import { formatDuration } from "./duration";

/** `3 d 4 h`, or `3 h 40 min` below a day: a length of waiting in milliseconds, truncated. Days are of 24 hours. */
export function formatLongDuration(ms: number): string {
  if (ms < DAY_MS) return formatDuration(ms);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  return hours === 0 ? `${Math.floor(ms / DAY_MS)} d` : `${Math.floor(ms / DAY_MS)} d ${hours} h`;
}
