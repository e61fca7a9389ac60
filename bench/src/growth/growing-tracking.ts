import { middleTurns, type Turns } from "../middle-turns";
import type { Row } from "../row";
import { BEATS, loadsOf, type Measured } from "../tracking";
import type { World } from "../world";

const LEAST_KEPT = 0.9;
const TURNS = 3;

/** The names of the loads of one world. */
const NAMES = ["touch16", "assess16", "touch1", "assess1", "beats"] as const;
type Once = Readonly<Record<(typeof NAMES)[number], Measured>>;

/** Tracking and its reference in two worlds, measured in turn. */
export interface Beside {
  readonly at1: Once;
  readonly at10: Once;
}

export async function trackingInTurn(small: World, large: World): Promise<Beside> {
  const [few, many] = [loadsOf(small), loadsOf(large)];
  const turns = ({ touch, assess, beats }: ReturnType<typeof loadsOf>): Readonly<Record<(typeof NAMES)[number], Turns>> => ({
    touch16: { turns: TURNS, load: () => touch(16, 1, 3) },
    assess16: { turns: TURNS, load: () => assess(16, 4) },
    touch1: { turns: TURNS, load: () => touch(1, 1, 3) },
    assess1: { turns: TURNS, load: () => assess(1, 4) },
    beats: { turns: TURNS, load: () => beats(8, 3) },
  });
  const [at1, at10] = [turns(few), turns(many)];
  // What is compared comes one right after the other.
  const both = NAMES.flatMap((name) => [[`${name} at 1`, at1[name]] as const, [`${name} at 10`, at10[name]] as const]);
  const measured = await middleTurns(Object.fromEntries(both));
  const of = (scale: number) => Object.fromEntries(NAMES.map((name) => [name, measured[`${name} at ${scale}`]])) as Once;
  return { at1: of(1), at10: of(10) };
}

/** What is left with more data of the ratio to `touch` that tracking has at scale 1. */
export function growthOfTracking(repeats: readonly Beside[]): Row[] {
  const kept = (name: string, measured: keyof Once, ratioOf: (once: Once) => number, target: Row["target"]): Row => ({
    name,
    unit: "× touch",
    values: repeats.map(({ at10 }) => ratioOf(at10)),
    reference: { name: "× touch at scale 1", values: repeats.map(({ at1 }) => ratioOf(at1)) },
    ...(target === undefined ? {} : { target }),
    details: {
      "p50 then": repeats.map(({ at10 }) => at10[measured].p50),
      "p50 at scale 1": repeats.map(({ at1 }) => at1[measured].p50),
      "app MB": repeats.map(({ at10 }) => at10[measured].serverMb),
    },
  });
  const touches = ({ touch16 }: Once) => touch16.perSecond;
  const rate = (measured: Measured, once: Once, factor = 1) => (measured.perSecond * factor) / touches(once);
  return [
    kept("assess a task, 16 connections", "assess16", (once) => rate(once.assess16, once), { atLeast: LEAST_KEPT }),
    kept("assess a task, one connection, p50", "assess1", (once) => once.assess1.p50 / once.touch1.p50, {
      atMost: 1 / LEAST_KEPT,
    }),
    kept("beats in batches of 100, 8 connections", "beats", (once) => rate(once.beats, once, BEATS), { atLeast: LEAST_KEPT }),
    {
      name: "reference: touch, 16 connections",
      unit: "/s",
      values: repeats.map(({ at10 }) => touches(at10)),
      reference: { name: "/s at scale 1", values: repeats.map(({ at1 }) => touches(at1)) },
    },
  ];
}
