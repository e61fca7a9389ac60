import type { StoredSession } from "./advance";
import type { DerivedSession } from "./derive-sessions";
import type { Activity, SessionRow } from "./evidence";
import type { SessionId } from "./ids";

/** A derived session with the stored row that becomes it; `id` null: a new one. */
export interface MatchedSession<A extends Activity> extends DerivedSession<A> {
  readonly id: SessionId | null;
  /** Whether the stored row differs from what it must be. */
  readonly changed: boolean;
}

export interface Match<A extends Activity> {
  readonly sessions: readonly MatchedSession<A>[];
  /** Stored sessions that nothing derived stands for any more. */
  readonly gone: readonly StoredSession[];
}

/**
 * Which stored session becomes which derived one, so that a session keeps its id (and its address on the screens) as
 * long as it can: the one with the same start, else the first free one that shares time with it.
 */
export function matchSessions<A extends Activity>(
  stored: readonly StoredSession[],
  derived: readonly DerivedSession<A>[],
): Match<A> {
  const free = new Set(stored);
  const take = (fits: (row: StoredSession) => boolean): StoredSession | undefined => {
    const found = [...free].find(fits);
    if (found !== undefined) free.delete(found);
    return found;
  };
  const sameStart = derived.map(({ row }) => take((candidate) => candidate.start === row.start));
  const sessions = derived.map((session, index) => {
    const { row } = session;
    const before = sameStart[index] ?? take((candidate) => candidate.start <= row.end && row.start <= candidate.end);
    return { ...session, id: before?.id ?? null, changed: before === undefined || !sameRow(before, row) };
  });
  return { sessions, gone: [...free] };
}

function sameRow(stored: StoredSession, row: SessionRow): boolean {
  return Object.entries(row).every(([field, value]) => stored[field as keyof SessionRow] === value);
}
