import { DomainError } from "@tutor-times/core/errors";
import type { UnitId } from "@tutor-times/core/ids";
import { knowsUnit, seesWholeUnit, type Scope } from "@tutor-times/core/viewer";
import type { Database } from "./database";

/**
 * Lets pass who sees the whole unit: its convenors and admins. `what` says in the refusal what of the unit is refused.
 * Throws DomainError `not_found` for a unit that does not exist or in which `scope` holds no role, `forbidden` for any
 * other role there. Whoever reads the unit anyway asks `requireRoleForWholeUnit`.
 */
export async function requireWholeUnit(
  db: Database,
  scope: Scope,
  unitId: UnitId,
  what = "view the marking time",
): Promise<void> {
  requireRoleForWholeUnit(scope, unitId, what);
  // Whoever holds a role in a unit proves that it exists; an admin holds one in units that do not, too.
  if (!scope.isAdmin) return;
  const { rows } = await db.pool.query("SELECT 1 FROM units WHERE id = $1", [unitId]);
  if (rows.length === 0) throw noSuchUnit();
}

/** The same of roles alone: an admin's in a unit that does not exist is let pass. */
export function requireRoleForWholeUnit(scope: Scope, unitId: UnitId, what = "view the marking time"): void {
  if (!knowsUnit(scope, unitId)) throw noSuchUnit();
  if (!seesWholeUnit(scope, unitId)) {
    throw new DomainError("forbidden", `You are not authorised to ${what} of this unit.`, "unit_id");
  }
}

/** The answer of a unit that does not exist, or of which the caller may not know. */
export function noSuchUnit(): DomainError {
  return new DomainError("not_found", "Unable to find requested Unit", "unit_id");
}
