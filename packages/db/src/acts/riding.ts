import type { Action } from "@tutor-times/core/actions";
import { DomainError } from "@tutor-times/core/errors";
import { isTracked } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { tellChanges } from "../live/changes";
import { takeLanes } from "../tracker/lanes";
import { track } from "../tracker/track";
import { inWritingTransaction, type Client } from "../transaction";
import type { Caller, TaskTarget } from "./act";
import { activityOf, requireReader, taskInView } from "./decide";
import { reportTrackingFailure } from "./perform";
import { isMade, loadTasks, makeTasks, targetText, type SavedTask } from "./targets";

/**
 * Does `work` on a task and records `action` in the same transaction, if the caller is tracked there. Only staff of the unit and the student whose task it is get that far. A tracker that fails does not fail the
 * work: it is done again without leaving evidence, and the failure is reported.
 * Throws DomainError `not_found` or `forbidden`, and what `work` throws; then nothing was written. Throws
 * DatabaseUnavailable: then the work may have been done.
 */
export async function withEvidence<Result>(
  db: Database,
  caller: Caller,
  target: TaskTarget,
  action: Action,
  work: (client: Client, task: SavedTask) => Promise<Result>,
): Promise<Result> {
  const attempt = (tracking: boolean) =>
    inWritingTransaction(db.pipelined, async (client) => {
      await takeLanes(client, [caller.scope.userId]);
      const task = await madeTask(client, caller, target);
      const result = await work(client, task);
      const leavesEvidence = tracking && isTracked(caller.scope, task.unitId);
      const arrivals = leavesEvidence ? [activityOf(caller, task, action, false)] : [];
      return { result: { result, arrivals }, writes: await track(client, arrivals, caller.now) };
    });
  try {
    const { result, arrivals } = await attempt(true);
    tellChanges(db, arrivals);
    return result;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const { result } = await attempt(false);
    reportTrackingFailure(db, error);
    return result;
  }
}

async function madeTask(client: Client, caller: Caller, target: TaskTarget): Promise<SavedTask> {
  const found = async () => taskInView(caller.scope, (await loadTasks(client, [target], true)).get(targetText(target)));
  const task = await found();
  requireReader(caller.scope, task);
  if (isMade(task)) return task;
  await makeTasks(client, [target]);
  const made = await found();
  if (!isMade(made)) throw new Error("A task was made and is not there.");
  return made;
}
