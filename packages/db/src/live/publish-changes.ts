import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Database } from "../database";
import { onChanges } from "./changes";
import { CHANNEL, payloadsOf } from "./payload";

/** A unit is spoken of at most once within this time. */
const AT_MOST_EVERY_MS = 1_000;

/**
 * Passes changes by this process on to all processes of the database, outside any transaction and at most once a second
 * for each unit: what comes faster is told together. `onError` is told of what could not be passed on; nothing else
 * depends on it. The function returned ends it.
 */
export function publishChanges(db: Database, onError: (error: unknown) => void): () => void {
  const waiting = new Map<UnitId, Set<UserId>>();
  const resting = new Map<UnitId, NodeJS.Timeout>();

  const tell = (unitId: UnitId): void => {
    const userIds = waiting.get(unitId);
    waiting.delete(unitId);
    if (userIds === undefined) {
      resting.delete(unitId);
      return;
    }
    resting.set(unitId, setTimeout(() => tell(unitId), AT_MOST_EVERY_MS).unref());
    for (const payload of payloadsOf(unitId, [...userIds])) {
      db.pool.query("SELECT pg_notify($1, $2)", [CHANNEL, payload]).catch(onError);
    }
  };

  const stop = onChanges(db, (changes) => {
    for (const { unitId, userId } of changes) waiting.set(unitId, (waiting.get(unitId) ?? new Set()).add(userId));
    for (const unitId of new Set(changes.map((change) => change.unitId))) if (!resting.has(unitId)) tell(unitId);
  });
  return () => {
    stop();
    for (const timer of resting.values()) clearTimeout(timer);
  };
}
