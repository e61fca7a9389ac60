import type { TaskStatus } from "@tutor-times/core/task-status";

/** How people call the statuses of a task. */
export const STATUS_NAMES: Record<TaskStatus, string> = {
  not_started: "Not started",
  complete: "Complete",
  need_help: "Needs help",
  working_on_it: "Working on it",
  fix_and_resubmit: "Fix and resubmit",
  feedback_exceeded: "Feedback exceeded",
  redo: "Redo",
  discuss: "Discuss",
  ready_for_feedback: "Ready for feedback",
  demonstrate: "Demonstrate",
  fail: "Fail",
  time_exceeded: "Time exceeded",
  assess_in_portfolio: "Assess in portfolio",
};
