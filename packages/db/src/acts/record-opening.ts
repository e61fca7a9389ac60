import type { Database } from "../database";
import type { Caller, OpeningAction, TaskTarget } from "./act";
import { perform } from "./perform";

/**
 * Records of staff that they were shown something of a task, together with whatever else is recorded at the moment. A
 * tracker that fails is reported and does not fail it. Throws DomainError `not_found` outside the caller's view,
 * `forbidden` for everybody but staff and the task's student.
 */
export async function recordOpening(db: Database, caller: Caller, target: TaskTarget, action: OpeningAction): Promise<void> {
  await perform(db, { kind: "opening", caller, target, action });
}
