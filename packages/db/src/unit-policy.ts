import { DomainError } from "@tutor-times/core/errors";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { checkPolicy, policyAt, type Policy, type PolicyChange } from "@tutor-times/core/policy";
import type { Scope } from "@tutor-times/core/viewer";
import { writeAudit } from "./audit";
import type { Database } from "./database";
import { claimRules } from "./tracker/lanes";
import { loadPolicies } from "./tracker/load";
import { rederiveUnit } from "./tracker/rederive-unit";
import { dateOf } from "./tracker/rows";
import { inTransaction, type Client } from "./transaction";
import { noSuchUnit, requireWholeUnit } from "./unit-rights";

const ENTER = `
  INSERT INTO unit_policies (unit_id, effective_at, threshold_minutes, floor_minutes, split_at_tutorials, created_by_id, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (unit_id, effective_at) DO UPDATE SET threshold_minutes = EXCLUDED.threshold_minutes,
    floor_minutes = EXCLUDED.floor_minutes, split_at_tutorials = EXCLUDED.split_at_tutorials`;

/**
 * Changes a unit's policy from `now` on, that instant included (rule 12); what `change` does not name stays. Logged.
 * The past is not touched: `recompute` alone reaches into it. Convenors of the unit and admins only.
 * Throws DomainError `invalid` (naming the value), `not_found`, `forbidden`.
 */
export async function changePolicy(
  db: Database,
  scope: Scope,
  { unitId, change, now }: { unitId: UnitId; change: PolicyChange; now: Instant },
): Promise<Policy> {
  await requireWholeUnit(db, scope, unitId, "change the policy");
  if (Object.keys(change).length === 0) {
    throw new DomainError("invalid", "threshold_minutes is missing: name what of the policy is to change", "threshold_minutes");
  }
  return inTransaction(db.pipelined, async (client) => {
    await claimRules(client, unitId);
    const policy = await enterPolicy(client, { unitId, change, effectiveAt: now, actorId: scope.userId, now });
    // What arrived after `now` and was quicker to be saved: it knew nothing of the change.
    await rederiveUnit(client, unitId, { from: now, now, apply: true });
    await writeAudit(
      client,
      { actorId: scope.userId, unitId, action: "unit.policy", details: { ...change, effectiveAt: dateOf(now) } },
      now,
    );
    return policy;
  });
}

/** Enters a change with its instant of effect, upon the policy in force just then. The unit's rules must have been claimed. */
export async function enterPolicy(
  client: Client,
  entry: { unitId: UnitId; change: PolicyChange; effectiveAt: Instant; actorId: UserId | null; now: Instant },
): Promise<Policy> {
  const { unitId, change, effectiveAt } = entry;
  const known = (await loadPolicies(client, [unitId])).get(unitId);
  if (known === undefined) throw noSuchUnit();
  const policy = checkPolicy({ ...policyAt(known, effectiveAt), ...change, effectiveAt });
  const values = [policy.thresholdMinutes, policy.floorMinutes, policy.splitAtTutorials, entry.actorId, dateOf(entry.now)];
  await client.query(ENTER, [unitId, dateOf(effectiveAt), ...values]);
  return policy;
}
