import type { TaskUpdate } from "@tutor-times/core/assess";
import type { Database } from "../database";
import type { Caller, TaskState, TaskTarget } from "./act";
import { perform } from "./perform";

/**
 * Saves a task's status and marks. With a `trigger` by staff it records `assessing`, and whether the status really
 * changed is decided in the transaction that changes it: two who save the same status at once count once.
 * Students save their own tasks through the same call, and leave no evidence.
 * Throws DomainError `not_found`, `forbidden` (an unknown status too), `conflict` (a key used with another body).
 */
export function assessTask(
  db: Database,
  caller: Caller,
  { projectId, taskDefinitionId, idempotencyKey, ...update }: TaskTarget & TaskUpdate & { idempotencyKey?: string | undefined },
): Promise<TaskState> {
  return perform(db, {
    kind: "assess",
    caller,
    target: { projectId, taskDefinitionId },
    update,
    idempotencyKey: idempotencyKey ?? null,
  });
}
