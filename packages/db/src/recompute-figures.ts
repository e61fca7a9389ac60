import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import { countedWithin, type Counted, type CountedSession } from "@tutor-times/core/counted-within";
import type { Database } from "./database";
import type { SessionDifference } from "./tracker/rederive-unit";
import { dateOf } from "./tracker/rows";

/** What somebody's sessions in the unit come to in a range, as they are stored and as they would be. */
export interface FiguresOfDifference {
  readonly userId: UserId;
  readonly before: Counted;
  readonly after: Counted;
}

const STORED = `
  SELECT id, user_id, start_time, end_time, counted_from, duration_minutes FROM marking_sessions
  WHERE unit_id = $1 AND user_id = ANY($2::bigint[]) AND deleted_at IS NULL AND end_time >= $3 AND counted_from < $4`;

interface StoredColumns {
  readonly id: SessionId;
  readonly user_id: UserId;
  readonly start_time: Date;
  readonly end_time: Date;
  readonly counted_from: Date;
  readonly duration_minutes: number;
}

/**
 * What a recomputation that was shown and not applied would do to marking and credited minutes within `[from, to)`, for
 * each person whose sessions it changes. Rights are the caller's to ask.
 */
export async function figuresOfDifferences(
  db: Database,
  differences: readonly SessionDifference[],
  { unitId, from, to }: { unitId: UnitId; from: Instant; to: Instant },
): Promise<FiguresOfDifference[]> {
  const userIds = [...new Set(differences.map(({ userId }) => userId))];
  const { rows } = await db.pool.query<StoredColumns>(STORED, [unitId, userIds, dateOf(from), dateOf(to)]);
  const range = { start: from, end: to };
  return userIds.map((userId) => {
    const stored = rows.filter((row) => row.user_id === userId).map((row) => [row.id, counted(row)] as const);
    const changed = differences.filter((difference) => difference.userId === userId);
    const gone = new Set(changed.map(({ sessionId }) => sessionId));
    const kept = stored.filter(([id]) => !gone.has(id)).map(([, session]) => session);
    const made = changed.flatMap(({ after }) => (after === null ? [] : [after]));
    const before = stored.map(([, session]) => session);
    return { userId, before: countedWithin(before, range), after: countedWithin([...kept, ...made], range) };
  });
}

function counted(row: StoredColumns): CountedSession {
  return {
    start: instantOf(row.start_time),
    end: instantOf(row.end_time),
    countedFrom: instantOf(row.counted_from),
    durationMinutes: row.duration_minutes,
  };
}
