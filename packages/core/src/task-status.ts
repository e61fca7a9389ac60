/** Every status a task can have, by OnTrack's names. */
export const TASK_STATUSES = [
  "not_started",
  "complete",
  "need_help",
  "working_on_it",
  "fix_and_resubmit",
  "feedback_exceeded",
  "redo",
  "discuss",
  "ready_for_feedback",
  "demonstrate",
  "fail",
  "time_exceeded",
  "assess_in_portfolio",
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What a student may set on their own tasks; only staff set the others. */
export const STUDENT_STATUSES = [
  "not_started",
  "working_on_it",
  "need_help",
  "ready_for_feedback",
] as const satisfies readonly TaskStatus[];

/** The statuses in which a task waits for a tutor. */
export const AWAITING_FEEDBACK = ["ready_for_feedback", "need_help"] as const satisfies readonly TaskStatus[];

export function isTaskStatus(text: string): text is TaskStatus {
  return (TASK_STATUSES as readonly string[]).includes(text);
}

/** Whether `status` puts the task before a tutor, as a new submission does. */
export function submits(status: TaskStatus): boolean {
  return (AWAITING_FEEDBACK as readonly string[]).includes(status);
}
