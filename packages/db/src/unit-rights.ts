import { DomainError } from "@tutor-times/core/errors";
import type { UnitId } from "@tutor-times/core/ids";
import { knowsUnit, seesWholeUnit, type Scope } from "@tutor-times/core/viewer";
import type { Database } from "./database";

/**
 * Lets pass who sees the whole unit: its convenors and admins. `what` says in the refusal what of the unit is refused.
 * Throws DomainError `not_found` for a unit that does not exist or in which `scope` holds no role, `forbidden` for any
 * other role there.
 */
export async function requireWholeUnit(
  db: Database,
  scope: Scope,
  unitId: UnitId,
  what = "view the marking time",
): Promise<void> {
  // Whoever holds a role in a unit proves that it exists; an admin holds one in units that do not, too.
  const exists = async () => (await db.pool.query("SELECT 1 FROM units WHERE id = $1", [unitId])).rows.length > 0;
  if (!knowsUnit(scope, unitId) || (scope.isAdmin && !(await exists()))) {
    throw new DomainError("not_found", "Unable to find requested Unit", "unit_id");
  }
  if (!seesWholeUnit(scope, unitId)) {
    throw new DomainError("forbidden", `You are not authorised to ${what} of this unit.`, "unit_id");
  }
}
