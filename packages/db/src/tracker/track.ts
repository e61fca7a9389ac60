import { advance } from "@tutor-times/core/advance";
import { earlier, later, type Instant } from "@tutor-times/core/instant";
import type { Interval } from "@tutor-times/core/intervals";
import { LONGEST_FLOOR_MS } from "@tutor-times/core/policy";
import { unsettleWrite } from "../settled/unsettle";
import type { Client, Statement } from "../transaction";
import { extentOf, groupByKey, type Arrival } from "./evidence-key";
import { surroundingsOf, type Foreseen } from "./foreseen";
import { changeWrites, type KeyChange } from "./write";

/**
 * What is to be written to record evidence within an open transaction whose users' lanes have been taken: loads what lies
 * near it and lets core decide what the rows must become. `now` is when it was received. Rules 2 to 13. What was `foreseen`
 * in this transaction is not loaded again.
 */
export async function track(
  client: Client,
  arrivals: readonly Arrival[],
  now: Instant,
  foreseen: Foreseen = new Map(),
): Promise<Statement[]> {
  const keys = groupByKey(arrivals);
  if (keys.length === 0) return [];
  const changes = (await surroundingsOf(client, keys, foreseen)).map(({ around, ...arrival }) => ({
    ...arrival,
    advance: advance(around.nearby, arrival, around.rules),
    settledUntil: around.settledUntil,
  }));
  // None where evidence arrives in time: days are settled hours after they are over.
  const unsettling = changes.flatMap(({ settledUntil, ...change }) => {
    const reach = reachOf(change);
    const isLate = settledUntil !== null && reach !== null && reach.start - LONGEST_FLOOR_MS < settledUntil;
    return isLate ? [unsettleWrite(change, reach)] : [];
  });
  return [...(await changeWrites(client, changes, now)), ...unsettling];
}

/** From the first to the last instant of the evidence that arrived and of the sessions that it changed; null without any. */
function reachOf(change: Arrival & KeyChange): Interval | null {
  return change.advance.sessions.reduce<Interval | null>(
    (reach, { row }) => (reach === null ? row : { start: earlier(reach.start, row.start), end: later(reach.end, row.end) }),
    extentOf(change),
  );
}
