import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Interval } from "@tutor-times/core/intervals";
import { countedWithin, type Counted, type CountedSession } from "@tutor-times/core/counted-within";
import type { SessionDifference } from "./tracker/rederive-unit";
import { dateOf } from "./tracker/rows";
import type { Client } from "./transaction";

/** What somebody's sessions in the unit come to in a range, as they are stored and as they would be. */
export interface FiguresOfDifference {
  readonly userId: UserId;
  readonly before: Counted;
  readonly after: Counted;
}

/** Whole days, or others: `[from, to)`. */
export interface Range {
  readonly unitId: UnitId;
  readonly from: Instant;
  readonly to: Instant;
}

/** When somebody teaches. */
export interface WindowOfUser extends Interval {
  readonly userId: UserId;
}

const WINDOWS = `
  SELECT user_id, start_time, end_time FROM tutorial_windows WHERE unit_id = $1 AND end_time > $2 AND start_time < $3`;

/** The stored windows of a unit that reach into a range. */
export async function windowsWithin(client: Client, { unitId, from, to }: Range): Promise<WindowOfUser[]> {
  const { rows } = await client.query<{ user_id: UserId; start_time: Date; end_time: Date }>(WINDOWS, [
    unitId,
    dateOf(from),
    dateOf(to),
  ]);
  return rows.map((row) => ({ userId: row.user_id, start: instantOf(row.start_time), end: instantOf(row.end_time) }));
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
 * What a change that was tried and not kept would do to the figures of a range, for each person whose sessions or
 * tutorials it changes; `windows` are those of the unit before it and after it. Whose figures stay the same is left out.
 * Rights are the caller's to ask.
 */
export async function figuresOfDifferences(
  client: Client,
  differences: readonly SessionDifference[],
  windows: { readonly before: readonly WindowOfUser[]; readonly after: readonly WindowOfUser[] },
  { unitId, from, to }: Range,
): Promise<FiguresOfDifference[]> {
  const userIds = [...new Set([...differences, ...windows.before, ...windows.after].map(({ userId }) => userId))];
  const { rows } = await client.query<StoredColumns>(STORED, [unitId, userIds, dateOf(from), dateOf(to)]);
  const range = { start: from, end: to };
  return userIds
    .map((userId) => {
      const stored = rows.filter((row) => row.user_id === userId).map((row) => [row.id, counted(row)] as const);
      const changed = differences.filter((difference) => difference.userId === userId);
      const gone = new Set(changed.map(({ sessionId }) => sessionId));
      const kept = stored.filter(([id]) => !gone.has(id)).map(([, session]) => session);
      const made = changed.flatMap(({ after }) => (after === null ? [] : [after]));
      const before = stored.map(([, session]) => session);
      const taught = (all: readonly WindowOfUser[]) => all.filter((window) => window.userId === userId);
      return {
        userId,
        before: countedWithin(before, range, taught(windows.before)),
        after: countedWithin([...kept, ...made], range, taught(windows.after)),
        isChanged: changed.length > 0,
      };
    })
    .filter(({ before, after, isChanged }) => isChanged || before.inTutorialsMs !== after.inTutorialsMs)
    .map(({ userId, before, after }) => ({ userId, before, after }));
}

function counted(row: StoredColumns): CountedSession {
  return {
    start: instantOf(row.start_time),
    end: instantOf(row.end_time),
    countedFrom: instantOf(row.counted_from),
    durationMinutes: row.duration_minutes,
  };
}
