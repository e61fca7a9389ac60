import type { ProjectId, UnitId } from "@tutor-times/core/ids";
import { isTracked } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import type { Arrival } from "../tracker/evidence-key";
import type { Act } from "./act";
import { activityOf } from "./decide";
import type { KnownTask, StrayTarget } from "./targets";

const MOST_REMEMBERED = 20_000;

/** A project never changes its unit. Those seen last, by database; it is no more than a hint of where to look first. */
const remembered = new WeakMap<Database, Map<ProjectId, UnitId>>();

function unitsOf(db: Database): Map<ProjectId, UnitId> {
  const units = remembered.get(db) ?? new Map<ProjectId, UnitId>();
  remembered.set(db, units);
  return units;
}

/** Remembers which units projects belong to, and forgets those that it heard of first. */
export function rememberUnits(db: Database, tasks: Iterable<KnownTask | StrayTarget>): void {
  const units = unitsOf(db);
  for (const task of tasks) if (task.taskDefinitionId !== null) units.set(task.projectId, task.unitId);
  for (const projectId of units.keys()) {
    if (units.size <= MOST_REMEMBERED) return;
    units.delete(projectId);
  }
}

/**
 * The evidence that single acts would leave if they are accepted, as far as their units are known without asking. Of beats, which
 * nobody waits for, there is none.
 */
export function expectedEvidence(db: Database, acts: readonly Act[]): Arrival[] {
  const units = unitsOf(db);
  return acts.flatMap((act): Arrival[] => {
    if (act.kind === "beats") return [];
    const { caller, target } = act;
    const unitId = units.get(target.projectId);
    if (unitId === undefined || !isTracked(caller.scope, unitId)) return [];
    return [activityOf(caller, { ...target, unitId, id: null }, act.kind === "assess" ? "assessing" : act.action, false)];
  });
}
