import { advance } from "@tutor-times/core/advance";
import { earlier, later, type Instant } from "@tutor-times/core/instant";
import type { Interval } from "@tutor-times/core/intervals";
import { LONGEST_FLOOR_MS } from "@tutor-times/core/policy";
import { unsettle } from "../settled/unsettle";
import type { Client } from "../transaction";
import { extentOf, groupByKey, type Arrival } from "./evidence-key";
import { loadSurroundings } from "./load";
import { writeChanges, type KeyChange } from "./write";

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
    if (around === undefined) return [];
    return [{ ...arrival, advance: advance(around.nearby, arrival, around.rules), settledUntil: around.settledUntil }];
  });
  await writeChanges(client, changes, now);
  // Nothing of the kind where evidence arrives in time: days are settled hours after they are over.
  for (const { settledUntil, ...change } of changes) {
    const reach = reachOf(change);
    if (settledUntil !== null && reach !== null && reach.start - LONGEST_FLOOR_MS < settledUntil) {
      await unsettle(client, change, reach);
    }
  }
}

/** From the first to the last instant of the evidence that arrived and of the sessions that it changed; null without any. */
function reachOf(change: Arrival & KeyChange): Interval | null {
  return change.advance.sessions.reduce<Interval | null>(
    (reach, { row }) => (reach === null ? row : { start: earlier(reach.start, row.start), end: later(reach.end, row.end) }),
    extentOf(change),
  );
}
