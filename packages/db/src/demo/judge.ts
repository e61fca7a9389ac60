import { daysBetween } from "@tutor-times/core/local-date";
import type { Instant } from "@tutor-times/core/instant";
import type { TaskStatus } from "@tutor-times/core/task-status";
import type { DemoTask, Simulation } from "./simulation";

/** The status that a tutor arrives at for a task that is before them. */
export function judge(sim: Simulation, task: DemoTask, at: Instant): TaskStatus {
  const { random } = sim;
  const { definition, project, submissions, progress } = task;
  if (progress.status === "need_help") return "working_on_it";
  const daysLate = daysBetween(definition.dueDate, sim.calendar.dateOf(at));
  if (daysLate > 21 && random.chance(0.4)) return "time_exceeded";
  const isRight = random.chance(0.3 + 0.4 * project.student.ability + 0.15 * (submissions - 1));
  if (isRight) {
    if (definition.portfolio === true && random.chance(0.4)) return "assess_in_portfolio";
    return random.pickBy(["complete", "discuss", "demonstrate"] as const, (status) => RIGHT[status]);
  }
  if (submissions > 3 && random.chance(0.4)) return "feedback_exceeded";
  return random.pickBy(["fix_and_resubmit", "redo", "discuss", "fail"] as const, (status) => WRONG[status]);
}

const RIGHT = { complete: 78, discuss: 16, demonstrate: 6 };
const WRONG = { fix_and_resubmit: 84, redo: 7, discuss: 8.6, fail: 0.4 };
