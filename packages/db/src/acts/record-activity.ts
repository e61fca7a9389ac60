import type { ReadingAction } from "@tutor-times/core/actions";
import type { Database } from "../database";
import type { Answers, Caller, TaskTarget } from "./act";
import { perform } from "./perform";

/**
 * Records that the caller read something of a task: `recorded`, or `ignored` for whoever is not tracked there (rule 1).
 * `idempotencyKey` is a UUID: sent again it gets the first answer and changes nothing.
 * Throws DomainError `not_found` for a task outside the caller's view, `conflict` for a key used with another body.
 */
export function recordActivity(
  db: Database,
  caller: Caller,
  {
    projectId,
    taskDefinitionId,
    action,
    idempotencyKey,
  }: TaskTarget & { action: ReadingAction; idempotencyKey?: string | undefined },
): Promise<Answers["reading"]> {
  return perform(db, {
    kind: "reading",
    caller,
    target: { projectId, taskDefinitionId },
    action,
    idempotencyKey: idempotencyKey ?? null,
  });
}
