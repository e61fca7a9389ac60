import { assessBesideTouch } from "../beside-touch";
import type { Row } from "../row";
import { BEATS, loadsOf, type Measured } from "../tracking";
import type { World } from "../world";

const LEAST_KEPT = 0.9;

/** Tracking and its reference in one world, once. */
export async function trackingOnce(world: World) {
  const loads = loadsOf(world);
  return { ...(await assessBesideTouch(loads)), beats: await loads.beats(8, 5) };
}

type Once = Awaited<ReturnType<typeof trackingOnce>>;

/** What is left with more data of the ratio to `touch` that tracking has at scale 1. */
export function growthOfTracking(repeats: readonly { readonly at1: Once; readonly at10: Once }[]): Row[] {
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
