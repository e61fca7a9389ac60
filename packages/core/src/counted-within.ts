import type { Interval } from "./intervals";
import { lengthWithin, union } from "./intervals";
import type { Instant } from "./instant";

/** What of a session the figures "marking" and "credited" read. */
export interface CountedSession {
  readonly start: Instant;
  readonly end: Instant;
  readonly countedFrom: Instant;
  readonly durationMinutes: number;
}

/** Marking in milliseconds, clipped to a range; credited minutes and the number of the sessions that start in it. */
export interface Counted {
  readonly markingMs: number;
  readonly creditedMinutes: number;
  readonly sessions: number;
}

/** What one person's sessions come to within `[range.start, range.end)`: two at once count once for marking. */
export function countedWithin(sessions: readonly CountedSession[], range: Interval): Counted {
  const started = sessions.filter(({ start }) => start >= range.start && start < range.end);
  return {
    markingMs: lengthWithin(union(sessions.map(({ countedFrom, end }) => ({ start: countedFrom, end }))), range),
    creditedMinutes: started.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0),
    sessions: started.length,
  };
}
