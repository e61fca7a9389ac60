import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Database } from "../database";

/** Somebody's sessions in a unit were changed by this process, and the change is committed. */
export interface Change {
  readonly unitId: UnitId;
  readonly userId: UserId;
}

type Listener = (changes: readonly Change[]) => void;

const listeners = new WeakMap<Database, Set<Listener>>();

/** Has `listener` told of changes by this process after each commit; the function returned ends that. */
export function onChanges(db: Database, listener: Listener): () => void {
  const known = listeners.get(db) ?? new Set();
  listeners.set(db, known.add(listener));
  return () => void known.delete(listener);
}

/** Tells the listeners. Returns at once: nobody who acts waits for those who look. */
export function tellChanges(db: Database, changes: readonly Change[]): void {
  if (changes.length > 0) for (const listener of listeners.get(db) ?? []) listener(changes);
}
