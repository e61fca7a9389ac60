import type { Activity, SessionRow, Stretch } from "./evidence";
import type { TaskId } from "./ids";

// The specification of "where time went" (docs/rules.md §3), slow and written to be read: the report's SQL is held against it.

/** What of a session's time went into one task, in milliseconds. */
export interface DerivedTaskTime {
  readonly observedMs: number;
  readonly estimatedMs: number;
}

/**
 * Where the time of one session within `[from, to)` went, by task; what is missing to its length is unattributed.
 * `activities` are the session's own, `stretches` the key's.
 */
export function deriveTaskTime(
  session: Pick<SessionRow, "start" | "end">,
  activities: readonly Activity[],
  stretches: readonly Stretch[],
  from: number,
  to: number,
): Map<TaskId, DerivedTaskTime> {
  const times = new Map<TaskId, DerivedTaskTime>();
  const add = (taskId: TaskId, observedMs: number, estimatedMs: number): void => {
    const known = times.get(taskId) ?? { observedMs: 0, estimatedMs: 0 };
    times.set(taskId, { observedMs: known.observedMs + observedMs, estimatedMs: known.estimatedMs + estimatedMs });
  };
  const [lo, hi] = [Math.max(session.start, from), Math.min(session.end, to)];
  for (const [start, end, taskIds] of sharedSegments(stretches, lo, hi)) {
    const share = Math.floor((end - start) / taskIds.length);
    for (const taskId of taskIds) add(taskId, share, 0);
    const last = taskIds.at(-1);
    if (last !== undefined) add(last, end - start - share * taskIds.length, 0);
  }
  for (const at of new Set(activities.map((activity) => activity.at))) {
    const taskIds = activities.flatMap((activity) => (activity.at === at && activity.taskId !== null ? [activity.taskId] : []));
    const taskId = Math.min(...taskIds) as TaskId;
    const ends = [
      session.start,
      ...activities.filter((activity) => activity.at < at).map((activity) => activity.at),
      ...stretches.filter((stretch) => stretch.start < at).map((stretch) => Math.min(stretch.end, at)),
    ];
    const gap = Math.min(at, to) - Math.max(...ends, from);
    if (taskIds.length > 0 && gap > 0) add(taskId, 0, gap);
  }
  return times;
}

/** The parts of `[lo, hi)` in which the same tasks have attention, with those tasks in the order of their ids. */
function sharedSegments(
  stretches: readonly Stretch[],
  lo: number,
  hi: number,
): [start: number, end: number, taskIds: TaskId[]][] {
  const named = stretches.filter(({ taskId }) => taskId !== null);
  const tasks = [...new Set(named.map(({ taskId }) => taskId))].filter((taskId) => taskId !== null).toSorted((a, b) => a - b);
  const marks = [...new Set([lo, hi, ...named.flatMap(({ start, end }) => [start, end])])].filter(
    (mark) => lo <= mark && mark <= hi,
  );
  const segments: [number, number, TaskId[]][] = [];
  for (const [index, end] of marks.toSorted((a, b) => a - b).entries()) {
    const start = marks.toSorted((a, b) => a - b)[index - 1];
    if (start === undefined) continue;
    const taskIds = tasks.filter((taskId) => named.some((one) => one.taskId === taskId && one.start <= start && end <= one.end));
    const last = segments.at(-1);
    // A boundary at which the tasks stay the same (reading turns to typing) does not part a share.
    if (last !== undefined && last[1] === start && String(last[2]) === String(taskIds)) last[1] = end;
    else segments.push([start, end, taskIds]);
  }
  return segments.filter(([, , taskIds]) => taskIds.length > 0);
}
