import type { Action } from "@tutor-times/core/actions";
import { assess, type Saver } from "@tutor-times/core/assess";
import { judgeBeat, type Verdict } from "@tutor-times/core/beat-verdict";
import { DomainError } from "@tutor-times/core/errors";
import type { UnitId } from "@tutor-times/core/ids";
import { isTracked, knowsUnit, readsTask, type Scope } from "@tutor-times/core/viewer";
import type { Arrival, EvidenceKey } from "../tracker/evidence-key";
import type { Act, Answer, BeatInput, Caller, TaskState, TaskTarget } from "./act";
import type { OpenedConversation } from "./conversations";
import { isMade, type KnownTask, type SavedTask, type StrayTarget } from "./targets";

/** What one act comes to: its answer, the evidence it leaves, the task it changes. */
export interface Decision {
  readonly answer: Answer;
  readonly arrivals: readonly Arrival[];
  readonly task: SavedTask | null;
  /** Whose comments the caller reads; they are the answer. */
  readonly conversation?: OpenedConversation;
}

/** The act is accepted, but tasks that it touches must be made before it can be decided. */
export interface Unmade {
  readonly unmade: readonly TaskTarget[];
}

/** The world that a batch is decided against. */
export interface ActWorld {
  /** Undefined if there is no such project. */
  findTask(target: TaskTarget): KnownTask | StrayTarget | undefined;
  hasUnit(unitId: UnitId): boolean;
}

/** Decides one act against the world as it stands. Throws DomainError for what is refused; then it leaves nothing. */
export function decide(act: Act, world: ActWorld): Decision | Unmade {
  switch (act.kind) {
    case "beats":
      return decideBeats(act, world);
    case "reading": {
      const task = taskInView(act.caller.scope, world.findTask(act.target));
      if (!isTracked(act.caller.scope, task.unitId)) return { answer: { verdict: "ignored" }, arrivals: [], task: null };
      if (!isMade(task)) return { unmade: [act.target] };
      return { answer: { verdict: "recorded" }, arrivals: [activityOf(act.caller, task, act.action, false)], task: null };
    }
    case "opening": {
      const { scope } = act.caller;
      const task = taskInView(scope, world.findTask(act.target));
      requireReader(scope, task);
      if (!isMade(task)) return { unmade: [act.target] };
      const arrivals = isTracked(scope, task.unitId) ? [activityOf(act.caller, task, act.action, false)] : [];
      if (act.action !== "get-comments") return { answer: [], arrivals, task: null };
      return { answer: [], arrivals, task: null, conversation: { taskId: task.id, readerId: scope.userId, now: act.caller.now } };
    }
    case "assess": {
      const task = taskInView(act.caller.scope, world.findTask(act.target));
      const saver = saverOf(act.caller.scope, task);
      const saved = assess(task.progress, act.update, saver, act.caller.now);
      if (!isMade(task)) return { unmade: [act.target] };
      const isEvidence = saver === "staff" && act.update.trigger !== undefined;
      const changed: SavedTask = { ...task, progress: saved.task };
      return {
        answer: taskState(changed),
        arrivals: isEvidence ? [activityOf(act.caller, task, "assessing", saved.statusChanged)] : [],
        task: changed,
      };
    }
  }
}

function decideBeats(act: Act & { kind: "beats" }, world: ActWorld): Decision | Unmade {
  const arrivals: Arrival[] = [];
  const unmade: TaskTarget[] = [];
  const answer = act.beats.map((beat): Verdict => {
    const place = placeOf(beat, world);
    const judged = judgeBeat(beat, act.caller.now, place !== null && isTracked(act.caller.scope, place.unitId));
    if (judged.verdict !== "recorded" || place === null) return judged.verdict;
    if (place.unmade !== null) unmade.push(place.unmade);
    const stretch = { start: judged.start, end: judged.end, taskId: place.taskId, kind: beat.kind };
    arrivals.push({ ...evidenceKey(act.caller, place.unitId), activities: [], stretches: [stretch] });
    return "recorded";
  });
  return unmade.length > 0 ? { unmade } : { answer, arrivals, task: null };
}

function placeOf(beat: BeatInput, world: ActWorld) {
  if ("unitId" in beat.target) {
    return world.hasUnit(beat.target.unitId) ? { unitId: beat.target.unitId, taskId: null, unmade: null } : null;
  }
  const task = world.findTask(beat.target);
  if (task === undefined || task.taskDefinitionId === null) return null;
  return { unitId: task.unitId, taskId: task.id, unmade: isMade(task) ? null : beat.target };
}

/** Whoever holds no role in the unit gets the answer of a project that does not exist. */
export function taskInView(scope: Scope, task: KnownTask | StrayTarget | undefined): KnownTask {
  if (task === undefined || !knowsUnit(scope, task.unitId))
    throw new DomainError("not_found", "Unable to find requested Project", "project_id");
  if (task.taskDefinitionId === null) throw new DomainError("not_found", "Unable to find requested Task", "task_definition_id");
  return task;
}

/** Only staff of the unit and the student whose task it is may see it. */
export function requireReader(scope: Scope, task: Pick<KnownTask, "unitId" | "studentId">): void {
  if (readsTask(scope, task)) return;
  throw new DomainError("forbidden", "You are not authorised to see this task.");
}

function saverOf(scope: Scope, task: KnownTask): Saver {
  if (isTracked(scope, task.unitId)) return "staff";
  if (task.studentId === scope.userId) return "student";
  throw new DomainError("forbidden", "You are not authorised to change this task.");
}

/** The evidence that an act on a task leaves. */
export function activityOf(
  caller: Caller,
  task: Pick<KnownTask, "projectId" | "taskDefinitionId" | "unitId" | "id">,
  action: Action,
  statusChanged: boolean,
): Arrival {
  const { projectId, taskDefinitionId, id: taskId } = task;
  const activity = { at: caller.now, action, statusChanged, projectId, taskDefinitionId, taskId };
  return { ...evidenceKey(caller, task.unitId), activities: [activity], stretches: [] };
}

function evidenceKey(caller: Caller, unitId: UnitId): EvidenceKey {
  return { userId: caller.scope.userId, unitId, ipAddress: caller.ipAddress };
}

function taskState({ id, projectId, taskDefinitionId, dueDate, progress }: SavedTask): TaskState {
  const { status, submissionDate, completionDate, timesAssessed, grade, qualityPts } = progress;
  return { id, projectId, taskDefinitionId, dueDate, status, submissionDate, completionDate, timesAssessed, grade, qualityPts };
}
