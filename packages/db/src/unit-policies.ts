import type { UnitId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Policy } from "@tutor-times/core/policy";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "./database";
import { requireWholeUnit } from "./unit-rights";

/** A policy of a unit and who entered it, when; null: it came with the unit, or an operator did. */
export interface EnteredPolicy extends Policy {
  readonly by: string | null;
  readonly enteredAt: Instant;
}

const POLICIES = `
  SELECT p.effective_at, p.created_at, p.threshold_minutes AS "thresholdMinutes", p.floor_minutes AS "floorMinutes",
         p.split_at_tutorials AS "splitAtTutorials", concat_ws(' ', u.first_name, u.last_name) AS by, u.id AS by_id
  FROM unit_policies p LEFT JOIN users u ON u.id = p.created_by_id WHERE p.unit_id = $1 ORDER BY p.effective_at DESC`;

/**
 * All policies of a unit, the latest instant of effect first; the last one holds for all time before. Convenors of the
 * unit and admins only. Throws DomainError `not_found`, `forbidden`.
 */
export async function listPolicies(db: Database, scope: Scope, unitId: UnitId): Promise<EnteredPolicy[]> {
  await requireWholeUnit(db, scope, unitId, "view the policy");
  const { rows } = await db.pool.query<
    Omit<Policy, "effectiveAt"> & { effective_at: Date; created_at: Date; by: string; by_id: number | null }
  >(POLICIES, [unitId]);
  return rows.map(({ effective_at: effectiveAt, created_at: enteredAt, by, by_id: byId, ...policy }) => ({
    ...policy,
    effectiveAt: instantOf(effectiveAt),
    enteredAt: instantOf(enteredAt),
    by: byId === null ? null : by,
  }));
}
