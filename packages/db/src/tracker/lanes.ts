import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Client } from "../transaction";

/** Sets the lanes apart from other advisory locks of the same database. With a user's id it stays below 2^53. */
const LANE_NAMESPACE = 0x7454 * 2 ** 36;

/** The same for units, whose rules are read while sessions are derived by them. */
const UNIT_NAMESPACE = 0x7455 * 2 ** 36;

/** In the order in which they are given. */
const LOCK = `
  SELECT CASE WHEN is_lane THEN pg_advisory_xact_lock(key) ELSE pg_advisory_xact_lock_shared(key) END
  FROM unnest($1::bigint[], $2::boolean[]) AS l(key, is_lane)`;

/**
 * Takes one lane per user until the end of the transaction, in the order of their ids so that no two batches wait for
 * each other. All that changes a user's sessions takes their lane first; statements after it see what others committed.
 * Then holds the rules of `unitIds`, as `holdRules` does.
 */
export async function takeLanes(client: Client, userIds: readonly UserId[], unitIds: readonly UnitId[] = []): Promise<void> {
  await lock(client, keysOf(LANE_NAMESPACE, userIds), keysOf(UNIT_NAMESPACE, unitIds));
}

/**
 * Holds the rules of units, their policies and timetables, as they are until the end of the transaction. Whoever derives
 * sessions takes it after the lanes and before reading any rule; any number may at once.
 */
export async function holdRules(client: Client, unitIds: readonly UnitId[]): Promise<void> {
  await lock(client, [], keysOf(UNIT_NAMESPACE, unitIds));
}

function keysOf(namespace: number, ids: readonly number[]): number[] {
  return [...new Set(ids)].toSorted((a, b) => a - b).map((id) => namespace + id);
}

async function lock(client: Client, lanes: readonly number[], rules: readonly number[]): Promise<void> {
  const values = [
    [...lanes, ...rules],
    [...lanes.map(() => true), ...rules.map(() => false)],
  ];
  await client.query({ name: "take-locks", text: LOCK, values });
}

/**
 * Keeps everybody from deriving sessions of a unit until the end of the transaction, so that its rules can change under
 * nobody. Before any other lock; no lanes are to be taken after it, and none are needed.
 */
export async function claimRules(client: Client, unitId: UnitId): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [UNIT_NAMESPACE + unitId]);
}
