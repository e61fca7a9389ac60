import { DomainError } from "./errors";
import type { Instant } from "./instant";
import { isTaskStatus, STUDENT_STATUSES, submits, type TaskStatus } from "./task-status";

/** What of a task an assessment reads and changes. */
export interface TaskProgress {
  readonly status: TaskStatus;
  readonly submissionDate: Instant | null;
  readonly completionDate: Instant | null;
  readonly assessmentDate: Instant | null;
  readonly timesAssessed: number;
  readonly grade: number | null;
  readonly qualityPts: number | null;
}

export interface TaskUpdate {
  /** A status by OnTrack's name; absent: only the marks change. */
  readonly trigger?: string | undefined;
  readonly grade?: number | undefined;
  readonly qualityPts?: number | undefined;
}

/** Who saves: staff of the unit, or the student whose task it is. */
export type Saver = "staff" | "student";

/**
 * What saving `update` at `now` makes of a task, and whether its status really changed. Saving the same status again is
 * no change (rule 9); after a new submission it is one, since a submission sets the status itself. `timesAssessed` rises
 * only for a task that was never assessed or was submitted again since.
 * Throws DomainError `forbidden` for an unknown status and for one that only staff may set; students set no marks.
 */
export function assess(
  task: TaskProgress,
  update: TaskUpdate,
  saver: Saver,
  now: Instant,
): { readonly task: TaskProgress; readonly statusChanged: boolean } {
  const marked: TaskProgress = {
    ...task,
    ...(saver === "staff" && update.grade !== undefined ? { grade: update.grade } : {}),
    ...(saver === "staff" && update.qualityPts !== undefined ? { qualityPts: update.qualityPts } : {}),
  };
  if (update.trigger === undefined) return { task: marked, statusChanged: false };
  const status = allowedStatus(update.trigger, saver);
  const statusChanged = status !== task.status;
  if (saver === "student") {
    // No status that a student can set is the end of the task.
    const submissionDate = submits(status) ? now : task.submissionDate;
    return { task: { ...marked, status, submissionDate, completionDate: null }, statusChanged };
  }
  const isFirstSince =
    task.assessmentDate === null || (task.submissionDate !== null && task.submissionDate > task.assessmentDate);
  return {
    task: {
      ...marked,
      status,
      completionDate: status === "complete" ? (task.completionDate ?? now) : null,
      assessmentDate: now,
      timesAssessed: task.timesAssessed + (isFirstSince ? 1 : 0),
    },
    statusChanged,
  };
}

function allowedStatus(trigger: string, saver: Saver): TaskStatus {
  const isAllowed = isTaskStatus(trigger) && (saver === "staff" || (STUDENT_STATUSES as readonly string[]).includes(trigger));
  if (!isAllowed) throw new DomainError("forbidden", "This status change is not allowed for this task.", "trigger");
  return trigger;
}
