import { formatDuration } from "./duration";

const MINUTE_MS = 60_000;

/** What of some paid hours is left: `28 h left`, and from 80 % on how much that is, `2 h left, 83 % used`; then `3 h over`. */
export function hoursLeft({
  usedMs,
  leftMs,
  warning,
}: {
  readonly usedMs: number;
  readonly leftMs: number;
  readonly warning: "near" | "over" | null;
}): string {
  if (warning === "over") return -leftMs < MINUTE_MS ? "all used" : `${formatDuration(-leftMs)} over`;
  const left = `${formatDuration(leftMs)} left`;
  return warning === null ? left : `${left}, ${Math.floor((100 * usedMs) / (usedMs + leftMs))} % used`;
}
