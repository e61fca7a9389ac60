import { advance } from "@tutor-times/core/advance";
import type { Instant } from "@tutor-times/core/instant";
import type { Client } from "../transaction";
import { groupByKey, type Arrival } from "./evidence-key";
import { loadSurroundings } from "./load";
import { writeChanges } from "./write";

/**
 * Records evidence within an open transaction whose users' lanes have been taken: loads what lies near it, lets core
 * decide what the rows must become, writes the difference. `now` is when it was received. Rules 2 to 13.
 */
export async function track(client: Client, arrivals: readonly Arrival[], now: Instant): Promise<void> {
  const keys = groupByKey(arrivals);
  if (keys.length === 0) return;
  const surroundings = await loadSurroundings(client, keys);
  const changes = keys.flatMap((arrival, index) => {
    const around = surroundings[index];
    return around === undefined ? [] : [{ ...arrival, advance: advance(around.nearby, arrival, around.rules) }];
  });
  await writeChanges(client, changes, now);
}
