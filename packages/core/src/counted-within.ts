import type { Interval } from "./intervals";
import { intersect, lengthWithin, union } from "./intervals";
import type { Instant } from "./instant";

/** What of a session the figures "marking" and "credited" read. */
export interface CountedSession {
  readonly start: Instant;
  readonly end: Instant;
  readonly countedFrom: Instant;
  readonly durationMinutes: number;
}

/** Marking, and what of it lies in one's tutorials, in milliseconds and clipped to a range; credited minutes and the number of the sessions that start in it. */
export interface Counted {
  readonly markingMs: number;
  readonly inTutorialsMs: number;
  readonly creditedMinutes: number;
  readonly sessions: number;
}

/**
 * What one person's sessions come to within `[range.start, range.end)`: two at once count once for marking. `windows` are
 * those of their tutorials.
 */
export function countedWithin(sessions: readonly CountedSession[], range: Interval, windows: readonly Interval[]): Counted {
  const marking = union(sessions.map(({ countedFrom, end }) => ({ start: countedFrom, end })));
  const started = sessions.filter(({ start }) => start >= range.start && start < range.end);
  return {
    markingMs: lengthWithin(marking, range),
    inTutorialsMs: lengthWithin(intersect(marking, union(windows)), range),
    creditedMinutes: started.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0),
    sessions: started.length,
  };
}
