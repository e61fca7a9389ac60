import { assess } from "@tutor-times/core/assess";
import { addMs, type Instant } from "@tutor-times/core/instant";
import { subtract, type Interval } from "@tutor-times/core/intervals";
import { submits } from "@tutor-times/core/task-status";
import type { AttentionKind } from "@tutor-times/core/actions";
import type { TaskId } from "@tutor-times/core/ids";
import type { Step, Visit } from "./compose-visit";
import { deskOf, takeOff, type DemoTask, type KeyEvidence, type Simulation } from "./simulation";
import { react } from "./students";
import { teachingWeek } from "./term";
import type { StaffMember } from "./world";
import { commentAsTutor, markRead } from "./write-comment";

const REMEMBERED = 40;

/** Carries a visit out: its acts change the task as the product would, and leave evidence at this key. */
export function carryOut(sim: Simulation, visit: Visit, evidence: KeyEvidence): void {
  const { task } = visit;
  for (const step of visit.steps) {
    const statusChanged = carryOutStep(sim, task, step, evidence.person);
    evidence.activities.push({
      at: step.at,
      action: step.action,
      statusChanged,
      projectId: task.project.id,
      taskId: task.id,
      taskDefinitionId: task.definition.id,
    });
  }
  if (isObserved(sim, evidence.person, visit.start)) observe(visit, evidence);
  task.busyUntil = visit.end;
  settle(sim, task, visit);
}

/** Whether the front end of a staff member sends beats at that time. */
export function isObserved(sim: Simulation, { traits }: StaffMember, at: Instant): boolean {
  if (traits.attention === "always" || traits.attention === "never") return traits.attention === "always";
  const firstWeek = Number(traits.attention.replace("from week ", ""));
  return teachingWeek(sim.world.term, sim.calendar.dateOf(at)) >= firstWeek;
}

/** A stretch of attention, if it is longer than nothing. */
export function attend({ stretches }: KeyEvidence, { start, end }: Interval, kind: AttentionKind, taskId: TaskId | null): void {
  if (start < end) stretches.push({ start, end, taskId, kind });
}

function carryOutStep(sim: Simulation, task: DemoTask, step: Step, person: StaffMember): boolean {
  switch (step.action) {
    case "assessing": {
      const saved = assess(task.progress, { trigger: step.trigger }, "staff", step.at);
      task.progress = saved.task;
      task.updatedAt = step.at;
      return saved.statusChanged;
    }
    case "add-comment":
      commentAsTutor(sim, task, person, step.on ?? "aside", step.at);
      return false;
    case "delete-comment": {
      const own = task.comments.findLast(({ author, deletedAt }) => author === person && deletedAt === null);
      if (own !== undefined) own.deletedAt = step.at;
      return false;
    }
    case "get-comments":
      markRead(task, person, step.at);
      return false;
    case "mark-comment-unread":
      task.comments.findLast(({ author, deletedAt }) => author !== person && deletedAt === null)?.reads.delete(person.id);
      return false;
    default:
      return false;
  }
}

/** The page was in view all the time, but for when the tutor was away; some of it they typed. */
function observe({ task, start, end, typing, away }: Visit, evidence: KeyEvidence): void {
  const shown = { start: addMs(start, 300), end };
  const notReading = [...typing, ...away].toSorted((a, b) => a.start - b.start);
  for (const reading of subtract([shown], notReading)) attend(evidence, reading, "reading", task.id);
  for (const typed of typing) attend(evidence, typed, "typing", task.id);
}

/** Moves a task from list to list, as its status now says. */
function settle(sim: Simulation, task: DemoTask, visit: Visit): void {
  const desk = deskOf(sim, task.project.unit.id, task.project.marker.id);
  if (visit.steps.some(({ action }) => action === "get-comments")) takeOff(desk.questions, task);
  if (!visit.steps.some(({ action }) => action === "assessing")) return;
  takeOff(desk.waiting, task);
  takeOff(desk.signOffs, task);
  takeOff(desk.handled, task);
  const { status } = task.progress;
  if (submits(status)) desk.waiting.push(task);
  if (status === "discuss" || status === "demonstrate") desk.signOffs.push(task);
  desk.handled.push(task);
  if (desk.handled.length > REMEMBERED) desk.handled.shift();
  react(sim, task, visit.end);
}
