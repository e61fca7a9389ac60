import type { UnitId, UserId } from "./ids";

export const SYSTEM_ROLES = ["student", "tutor", "convenor", "admin"] as const;
export type SystemRole = (typeof SYSTEM_ROLES)[number];

/**
 * What somebody may see and do, read from the database at every request (domain §5). Rights are the union of all roles.
 * Every query takes one as a required argument and puts it into its WHERE.
 */
export interface Scope {
  readonly userId: UserId;
  readonly isAdmin: boolean;
  /** Units they convene now. */
  readonly convenes: readonly UnitId[];
  /** Units they tutor now. */
  readonly tutors: readonly UnitId[];
  /** Units in which they once held a staff role that ended: their own time there stays theirs to see. */
  readonly taught: readonly UnitId[];
  /** Units in which they are enrolled as a student. */
  readonly studies: readonly UnitId[];
}

/** Rule 1: tutor or convenor of the unit, or system admin; any one of these suffices. */
export function isTracked(scope: Scope, unitId: UnitId): boolean {
  return scope.isAdmin || scope.convenes.includes(unitId) || scope.tutors.includes(unitId);
}

/** Whether the unit exists for them at all; for whoever holds no role there it does not. */
export function knowsUnit(scope: Scope, unitId: UnitId): boolean {
  return isTracked(scope, unitId) || scope.taught.includes(unitId) || scope.studies.includes(unitId);
}

/** Whether they may see everybody's time in the unit: its convenors and admins. */
export function seesWholeUnit(scope: Scope, unitId: UnitId): boolean {
  return scope.isAdmin || scope.convenes.includes(unitId);
}

/** Whether they may see at least their own time in the unit: its staff, past staff included. */
export function seesOwnTime(scope: Scope, unitId: UnitId): boolean {
  return isTracked(scope, unitId) || scope.taught.includes(unitId);
}

/** A user's role in a unit for display, looked up in this order: convenor, tutor, student, then system admin. */
export function displayRole(scope: Scope, unitId: UnitId): "Convenor" | "Tutor" | "Student" | "Admin" | null {
  if (scope.convenes.includes(unitId)) return "Convenor";
  if (scope.tutors.includes(unitId)) return "Tutor";
  if (scope.studies.includes(unitId)) return "Student";
  return scope.isAdmin ? "Admin" : null;
}

/** Whether `scope` may read a task: as staff of its unit, or as the student whose task it is. */
export function readsTask(scope: Scope, task: { readonly unitId: UnitId; readonly studentId: UserId }): boolean {
  return isTracked(scope, task.unitId) || task.studentId === scope.userId;
}
