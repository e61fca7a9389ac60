import { HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";

const WHOLE = new Intl.NumberFormat("en-AU", { maximumFractionDigits: 0 });

/**
 * `3 h 40 min` for a length in milliseconds: whole minutes, truncated. A length above zero but under a minute reads
 * `under 1 min`, none at all `0 min`. Throws RangeError on a negative length: lengths have no sign, changes do.
 */
export function formatDuration(ms: number): string {
  if (ms < 0) throw new RangeError(`${ms} ms is no length of time`);
  if (ms > 0 && ms < MINUTE_MS) return "under 1 min";
  const hours = Math.floor(ms / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (hours === 0) return `${minutes} min`;
  return minutes === 0 ? `${WHOLE.format(hours)} h` : `${WHOLE.format(hours)} h ${minutes} min`;
}

/** `3 h 40 min` for whole minutes, as stored sessions have them. */
export function formatMinutes(minutes: number): string {
  return formatDuration(minutes * MINUTE_MS);
}
