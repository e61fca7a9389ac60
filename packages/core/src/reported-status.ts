import { assess, type Saver, type TaskProgress } from "./assess";
import type { Instant } from "./instant";
import { STUDENT_STATUSES, type TaskStatus } from "./task-status";

/**
 * What a status that was set elsewhere at `at` makes of a task. The university that reports it owns the status, so the
 * newest instant wins, in whatever order reports arrive: one older than the last assessment or submission changes
 * nothing, and `timesAssessed` counts only what was news. Of a student, what students cannot set changes nothing either.
 */
export function applyReportedStatus(task: TaskProgress, status: TaskStatus, saver: Saver, at: Instant): TaskProgress {
  const isOld = [task.assessmentDate, task.submissionDate].some((known) => known !== null && at < known);
  if (isOld || (saver === "student" && !(STUDENT_STATUSES as readonly TaskStatus[]).includes(status))) return task;
  return assess(task, { trigger: status }, saver, at).task;
}
