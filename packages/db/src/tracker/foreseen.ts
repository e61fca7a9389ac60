import type { Client } from "../transaction";
import { extentOf, groupByKey, type Arrival } from "./evidence-key";
import { holdRules } from "./lanes";
import { loadSurroundings, type Surroundings } from "./load";

/** What was looked up before it was known whether it is needed. */
export type Foreseen = ReadonlyMap<string, Surroundings>;

/**
 * Looks up what lies near evidence that is likely to arrive in this transaction, so that `track` need not ask for it in a
 * round trip of its own. Of `expected` only the keys and the instants count. The users' lanes must have been taken,
 * and the rules of the units held.
 */
export async function foresee(client: Client, expected: readonly Arrival[]): Promise<Foreseen> {
  if (expected.length === 0) return new Map();
  const keys = groupByKey(expected);
  const surroundings = await loadSurroundings(client, keys);
  return new Map(surroundings.map((around, index) => [placeText(keys[index]), around]));
}

/** What lies near each arrival: as it was foreseen, where it was foreseen exactly, and looked up otherwise. */
export async function surroundingsOf(
  client: Client,
  arrivals: readonly Arrival[],
  foreseen: Foreseen,
): Promise<(Arrival & { readonly around: Surroundings })[]> {
  const others = arrivals.filter((arrival) => !foreseen.has(placeText(arrival)));
  const known = new Map([...foreseen, ...(others.length === 0 ? [] : await lookUp(client, others))]);
  return arrivals.flatMap((arrival) => {
    const around = known.get(placeText(arrival));
    return around === undefined ? [] : [{ ...arrival, around }];
  });
}

async function lookUp(client: Client, arrivals: readonly Arrival[]): Promise<Foreseen> {
  const units = arrivals.map(({ unitId }) => unitId);
  const [, found] = await Promise.all([holdRules(client, units), foresee(client, arrivals)]);
  return found;
}

/** All that decides what is looked up for an arrival. */
function placeText(arrival: Arrival | undefined): string {
  if (arrival === undefined) return "";
  const { userId, unitId, ipAddress, stretches } = arrival;
  return JSON.stringify([userId, unitId, ipAddress, extentOf(arrival), extentOf({ activities: [], stretches })]);
}
