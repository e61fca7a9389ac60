import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAttention, LONGEST_INTERVAL_MS, TICK_MS, TYPING_HOLD_MS, type Interval, type PageEvent } from "../src/attention";
import type { Target } from "../src/beats";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 2_000);
const SECOND = 1_000;
const TARGETS: readonly (Target | null)[] = [
  { projectId: 7, taskDefinitionId: 3 },
  { projectId: 8, taskDefinitionId: 3 },
  { unitId: 1 },
  null,
];

type Step =
  | { readonly wait: number; readonly event: PageEvent }
  /** The machine sleeps; `monotonicRuns` as on Windows, or stands as elsewhere. */
  | { readonly sleep: number; readonly monotonicRuns: boolean };

interface Life {
  readonly idleAfterMs: number;
  readonly steps: readonly Step[];
  /** After how many steps each time the intervals are taken. */
  readonly takeEvery: number;
}

const event = fc.oneof(
  { weight: 8, arbitrary: fc.boolean().map((typing): PageEvent => ({ type: "input", typing })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.boolean(), fc.boolean(), fc.boolean())
      .map(([visible, near, elected]): PageEvent => ({ type: "presence", visible, near, elected })),
  },
  { weight: 2, arbitrary: fc.constantFrom(...TARGETS).map((target): PageEvent => ({ type: "target", target })) },
  { weight: 1, arbitrary: fc.boolean().map((paused): PageEvent => ({ type: "pause", paused })) },
);
const seconds = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 20 }) }, fc.integer({ min: 0, max: 400 }));
const step = fc.oneof(
  { weight: 14, arbitrary: fc.record({ wait: seconds.map((s) => s * SECOND), event }) },
  {
    weight: 1,
    arbitrary: fc.record({ sleep: fc.integer({ min: 30, max: 900 }).map((s) => s * SECOND), monotonicRuns: fc.boolean() }),
  },
);
const inView: Step[] = [
  { wait: 0, event: { type: "target", target: { unitId: 1 } } },
  { wait: 0, event: { type: "presence", visible: true, near: true, elected: true } },
];
const life: fc.Arbitrary<Life> = fc.record({
  idleAfterMs: fc.constantFrom(10, 60, 120, 300).map((s) => s * SECOND),
  steps: fc.array(step, { maxLength: 60 }).map((steps) => [...inView, ...steps]),
  takeEvery: fc.integer({ min: 1, max: 20 }),
});

/** Lives it, with the ticks of a visible page in between. */
function live({ idleAfterMs, steps, takeEvery }: Life): Interval[] {
  const attention = createAttention(idleAfterMs);
  const taken: Interval[] = [];
  let mono = 0;
  let aheadOfMono = 0;
  let visible = false;
  for (const [i, step] of steps.entries()) {
    if ("sleep" in step) {
      if (step.monotonicRuns) mono += step.sleep;
      else aheadOfMono += step.sleep;
      continue;
    }
    const at = mono + step.wait;
    for (mono += TICK_MS; mono < at; mono += TICK_MS) {
      if (visible) attention.on({ mono, wall: mono + aheadOfMono }, { type: "tick" });
    }
    mono = at;
    attention.on({ mono, wall: mono + aheadOfMono }, step.event);
    if (step.event.type === "presence") visible = step.event.visible;
    if (i % takeEvery === 0) taken.push(...attention.take());
  }
  return [...taken, ...attention.take()];
}

/** The rule, second by second: what each second of the monotonic clock was spent on. */
function truth({ idleAfterMs, steps }: Life): Map<number, string> {
  const spent = new Map<number, string>();
  let now = 0;
  let presence = { visible: false, near: false, elected: false };
  let paused = false;
  let target: Target | null = null;
  /** Signs of life, with the unbroken run of presence that each belongs to. */
  const signs: { at: number; run: number; typing: boolean }[] = [];
  const views: { at: number; target: Target | null }[] = [];
  let run = 0;
  const present = () => presence.visible && presence.near && presence.elected && !paused;
  for (const step of steps) {
    if ("sleep" in step) {
      if (step.monotonicRuns) now += step.sleep;
      run += 1;
      continue;
    }
    now += step.wait;
    const before = present();
    switch (step.event.type) {
      case "presence":
        presence = step.event;
        break;
      case "pause":
        paused = step.event.paused;
        break;
      case "target":
        target = step.event.target;
        views.push({ at: now, target });
        break;
      case "input":
        if (before) signs.push({ at: now, run, typing: step.event.typing });
        break;
      case "tick":
        break;
    }
    if (before && !present()) run += 1;
    if (!before && present()) signs.push({ at: now, run, typing: false });
  }
  for (const [i, sign] of signs.entries()) {
    const next = signs[i + 1];
    if (next === undefined || next.run !== sign.run || next.at - sign.at > idleAfterMs) continue;
    for (let second = sign.at; second < next.at; second += SECOND) {
      const view = views.findLast(({ at }) => at <= second)?.target ?? null;
      const key = signs.findLast(({ at, run: of, typing }) => typing && of === sign.run && at <= second);
      const kind = key !== undefined && second - key.at < TYPING_HOLD_MS ? "typing" : "reading";
      if (view !== null) spent.set(second, `${kind} ${JSON.stringify(view)}`);
    }
  }
  return spent;
}

describe("attention, whatever happens", () => {
  it("is what the rule says, second by second", () => {
    fc.assert(
      fc.property(life, (made) => {
        const counted = new Map<number, string>();
        for (const { from, to, kind, target } of live(made)) {
          for (let second = from; second < to; second += SECOND) counted.set(second, `${kind} ${JSON.stringify(target)}`);
        }
        expect([...counted].toSorted(([a], [b]) => a - b)).toEqual([...truth(made)].toSorted(([a], [b]) => a - b));
      }),
      { numRuns: RUNS },
    );
  });

  it("never overlaps, runs backwards, stands still or exceeds what the server takes", () => {
    fc.assert(
      fc.property(life, (made) => {
        let end = Number.NEGATIVE_INFINITY;
        for (const { from, to } of live(made)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          expect(to - from).toBeLessThanOrEqual(LONGEST_INTERVAL_MS);
          end = to;
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("is the same however often it is taken", () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 1, max: 60 }), (made, takeEvery) => {
        const total = (intervals: readonly Interval[]) => intervals.reduce((sum, { from, to }) => sum + to - from, 0);
        expect(total(live({ ...made, takeEvery }))).toBe(total(live(made)));
      }),
      { numRuns: RUNS },
    );
  });
});
