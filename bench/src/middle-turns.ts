import type { Measured } from "./tracking";

/** A load, and how often it is measured; once if nothing is said. */
export interface Turns {
  readonly turns?: number;
  readonly load: () => Promise<Measured>;
}

/**
 * Measures all of them in rounds, one after the other, those with few turns in the first rounds only; of each the turn counts that is the middle one by
 * its rate. What a machine does besides lasts for seconds or minutes, and must not meet one of those that are compared only.
 */
export async function middleTurns<Name extends string>(loads: Readonly<Record<Name, Turns>>): Promise<Record<Name, Measured>> {
  const all = Object.entries<Turns>(loads).map(([name, { turns = 1, load }]) => ({
    name,
    turns,
    load,
    measured: [] as Measured[],
  }));
  const rounds = Math.max(...all.map(({ turns }) => turns));
  for (let round = 0; round < rounds; round += 1) {
    for (const { turns, load, measured } of all) if (round < turns) measured.push(await load());
  }
  return Object.fromEntries(all.map(({ name, measured }) => [name, middleOf(measured)])) as Record<Name, Measured>;
}

function middleOf(turns: readonly Measured[]): Measured {
  const middle = turns.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(turns.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured.");
  return middle;
}
