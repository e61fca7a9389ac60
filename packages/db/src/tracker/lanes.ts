import type { UserId } from "@tutor-times/core/ids";
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
