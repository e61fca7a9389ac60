import { earlier, later, type Instant } from "./instant";

/** A stretch of time `[start, end]` with `start <= end`. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

/** The union of intervals as disjoint ones in order; those that touch become one. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && next.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: later(last.end, next.end) };
    else merged.push({ start: next.start, end: next.end });
  }
  return merged;
}

/** What of the disjoint, ordered `intervals` no interval of the disjoint, ordered `holes` covers; empty parts are dropped. */
export function subtract(intervals: readonly Interval[], holes: readonly Interval[]): Interval[] {
  return intervals.flatMap((interval) => {
    const parts: Interval[] = [];
    let from = interval.start;
    for (const hole of holes) {
      if (hole.end <= from) continue;
      if (hole.start >= interval.end) break;
      if (hole.start > from) parts.push({ start: from, end: hole.start });
      from = later(from, hole.end);
    }
    if (from < interval.end) parts.push({ start: from, end: interval.end });
    return parts;
  });
}

/** What the disjoint, ordered `intervals` share with the disjoint, ordered `others`. */
export function intersect(intervals: readonly Interval[], others: readonly Interval[]): Interval[] {
  return subtract(intervals, subtract(intervals, others));
}

/** The milliseconds of `intervals` (disjoint) that lie within `within`. */
export function lengthWithin(intervals: readonly Interval[], within: Interval): number {
  return intervals.reduce(
    (total, interval) => total + Math.max(0, earlier(interval.end, within.end) - later(interval.start, within.start)),
    0,
  );
}
