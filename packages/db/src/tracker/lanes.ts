import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Client } from "../transaction";

/** Sets the lanes apart from other advisory locks of the same database. With a user's id it stays below 2^53. */
const LANE_NAMESPACE = 0x7454 * 2 ** 36;

/**
 * Takes one lane per user until the end of the transaction, in the order of their ids so that no two batches wait for
 * each other. All that changes a user's sessions takes their lane first; statements after it see what others committed.
 */
export async function takeLanes(client: Client, userIds: readonly UserId[]): Promise<void> {
  const lanes = [...new Set(userIds)].toSorted((a, b) => a - b).map((userId) => LANE_NAMESPACE + userId);
  await client.query({
    name: "take-lanes",
    text: "SELECT pg_advisory_xact_lock(lane) FROM unnest($1::bigint[]) AS lane",
    values: [lanes],
  });
}

/** The same for units, whose rules are read while sessions are derived by them. */
const UNIT_NAMESPACE = 0x7455 * 2 ** 36;

/**
 * Holds the rules of units, their policies and timetables, as they are until the end of the transaction. Whoever derives
 * sessions takes it after the lanes and before reading any rule; any number may at once.
 */
export async function holdRules(client: Client, unitIds: readonly UnitId[]): Promise<void> {
  const units = [...new Set(unitIds)].toSorted((a, b) => a - b).map((unitId) => UNIT_NAMESPACE + unitId);
  await client.query({
    name: "hold-rules",
    text: "SELECT pg_advisory_xact_lock_shared(unit) FROM unnest($1::bigint[]) AS unit",
    values: [units],
  });
}

/**
 * Keeps everybody from deriving sessions of a unit until the end of the transaction, so that its rules can change under
 * nobody. Before any other lock; no lanes are to be taken after it, and none are needed.
 */
export async function claimRules(client: Client, unitId: UnitId): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [UNIT_NAMESPACE + unitId]);
}
