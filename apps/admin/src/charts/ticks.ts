import { HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";

/** Up to an hour ticks are parts of it, above whole hours: `1 h 30 min` is no label for an axis. */
const MINUTE_STEPS = [5, 10, 15];
const HOUR_STEPS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 72, 96];
const DURATION_INTERVALS = 5;
const COUNT_INTERVALS = 3;

/** Round tick values from 0 to at least `maxMs`, a handful of them; the last one is the top of the scale. */
export function durationTicks(maxMs: number): number[] {
  const wanted = Math.max(maxMs, 25 * MINUTE_MS) / DURATION_INTERVALS;
  const minutes = maxMs > HOUR_MS ? undefined : MINUTE_STEPS.find((step) => step * MINUTE_MS >= wanted);
  if (minutes !== undefined) return upTo(maxMs, minutes * MINUTE_MS);
  const hours = HOUR_STEPS.find((step) => step * HOUR_MS >= wanted) ?? roundStep(wanted / HOUR_MS);
  return upTo(maxMs, hours * HOUR_MS);
}

/** Round whole tick values from 0 to at least `max`; the last one is the top of the scale. */
export function countTicks(max: number): number[] {
  return upTo(max, roundStep(Math.max(max, COUNT_INTERVALS) / COUNT_INTERVALS));
}

/** The smallest of 1, 2, 5, 10, 20, 50 … that is not below `wanted`. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= wanted) ?? 10 * power;
}

function upTo(max: number, step: number): number[] {
  const count = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
