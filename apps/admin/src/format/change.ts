import { MINUTE_MS } from "@tutor-times/core/instant";
import { formatDuration } from "./duration";

const MINUS = "−";

/** `+1 h 10 min`, `−20 min` or `same`: how a length in milliseconds differs from an earlier one, in whole minutes. */
export function formatDurationChange(nowMs: number, beforeMs: number): string {
  const minutes = Math.floor(nowMs / MINUTE_MS) - Math.floor(beforeMs / MINUTE_MS);
  if (minutes === 0) return "same";
  return `${minutes > 0 ? "+" : MINUS}${formatDuration(Math.abs(minutes) * MINUTE_MS)}`;
}

/** `+3`, `−2` or `same`: how a count differs from an earlier one. */
export function formatCountChange(now: number, before: number): string {
  if (now === before) return "same";
  return `${now > before ? "+" : MINUS}${formatCount(Math.abs(now - before))}`;
}

const COUNT = new Intl.NumberFormat("en-AU", { maximumFractionDigits: 0 });

/** `1,204` */
export function formatCount(count: number): string {
  return COUNT.format(count);
}
