import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveFigures, type DerivedFigures, type KeyOutcome } from "../src/derive-figures";
import { deriveSessions } from "../src/derive-sessions";
import { MINUTE_MS } from "../src/instant";
import { addDays } from "../src/local-date";
import { dayStarts } from "../src/local-days";
import type { PolicyTimeline } from "../src/policy";
import { KeyStore } from "../src/testing/key-store";
import { world, type World } from "../src/testing/worlds";
import type { Activity, Stretch } from "../src/evidence";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 300);

/** The evidence of a world as that of one person at two addresses, with `extra` arriving last at the first of them. */
function keysOf(made: World, extra: readonly Activity[] = [], extraBeats: readonly Stretch[] = []): KeyOutcome[] {
  return [0, 1].map((address) => {
    const store = new KeyStore(made.rules);
    for (const batch of made.batches.filter((_, index) => index % 2 === address)) {
      store.arrive(batch.activities, batch.stretches);
      if (batch.deletes !== null) store.delete(batch.deletes);
      if (batch.restores !== null) store.restore(batch.restores);
    }
    if (address === 0) store.arrive(extra, extraBeats);
    const sessions = deriveSessions(store, made.rules).map(({ row }) => row);
    return { unit: 1, windows: made.rules.windows, sessions, activities: store.activities, stretches: store.stretches };
  });
}

/** The boundaries of the days around a world's evidence. */
function boundariesOf(made: World) {
  return dayStarts(made.timezone, addDays(made.day, -2), addDays(made.day, 2));
}

function perDay(keys: readonly KeyOutcome[], made: World): DerivedFigures[] {
  const bounds = boundariesOf(made);
  return bounds.slice(1).map((to, index) => deriveFigures(keys, bounds[index] ?? to, to));
}

function overall(keys: readonly KeyOutcome[], made: World): DerivedFigures {
  const bounds = boundariesOf(made);
  const [from, to] = [bounds[0], bounds.at(-1)];
  if (from === undefined || to === undefined) throw new Error("no days");
  return deriveFigures(keys, from, to);
}

describe("the figures", () => {
  it("of the days add up to the range's exactly, whatever the zone does to its days", () => {
    fc.assert(
      fc.property(world, (made) => {
        const keys = keysOf(made);
        const [days, total] = [perDay(keys, made), overall(keys, made)];
        for (const [figure, value] of Object.entries(total)) {
          expect([figure, days.reduce((sum, day) => sum + day[figure as keyof DerivedFigures], 0)]).toEqual([figure, value]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("keep active <= wall <= span, wall <= marking, in tutorials <= marking <= the day", () => {
    fc.assert(
      fc.property(world, (made) => {
        const bounds = boundariesOf(made);
        for (const [index, day] of perDay(keysOf(made), made).entries()) {
          expect(day.activeMs).toBeLessThanOrEqual(day.wallMs);
          expect(day.wallMs).toBeLessThanOrEqual(day.spanMs);
          expect(day.wallMs).toBeLessThanOrEqual(day.markingMs);
          expect(day.inTutorialsMs).toBeLessThanOrEqual(day.markingMs);
          expect(day.markingMs).toBeLessThanOrEqual((bounds[index + 1] ?? 0) - (bounds[index] ?? 0));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("never shrink in span, wall and active by more evidence", () => {
    fc.assert(
      fc.property(world, world, (made, more) => {
        const [before, after] = [
          overall(keysOf(made), made),
          overall(
            keysOf(
              made,
              more.batches.flatMap((batch) => batch.activities),
              more.batches.flatMap((batch) => batch.stretches),
            ),
            made,
          ),
        ];
        for (const figure of ["spanMs", "wallMs", "activeMs"] as const)
          expect(after[figure]).toBeGreaterThanOrEqual(before[figure]);
      }),
      { numRuns: RUNS },
    );
  });

  it("shrink in marking and in credited minutes by at most a floor when one item of evidence is added", () => {
    fc.assert(
      fc.property(world, world, fc.boolean(), (made, more, isAct) => {
        const [first] = made.rules.policies;
        const policies: PolicyTimeline = [first];
        // One policy throughout: where several floors meet, "a floor" is not one number.
        const steady = { ...made, rules: { ...made.rules, policies } };
        const act = isAct ? more.batches.flatMap((batch) => batch.activities).slice(0, 1) : [];
        const beat = isAct ? [] : more.batches.flatMap((batch) => batch.stretches).slice(0, 1);
        const [before, after] = [overall(keysOf(steady), steady), overall(keysOf(steady, act, beat), steady)];
        expect(before.markingMs - after.markingMs).toBeLessThanOrEqual(first.floorMinutes * MINUTE_MS);
        expect(before.creditedMinutes - after.creditedMinutes).toBeLessThanOrEqual(first.floorMinutes);
      }),
      { numRuns: RUNS },
    );
  });

  it("lose and gain no time by cutting at tutorials", () => {
    fc.assert(
      fc.property(world, (made) => {
        // Without deletions: of a cut sitting only a piece would go.
        const kept = { ...made, batches: made.batches.map((batch) => ({ ...batch, deletes: null })) };
        const windows = made.rules.windows.map((window) => ({ ...window, cuts: false }));
        const uncut = { ...kept, rules: { ...made.rules, windows } };
        const [cut, whole] = [overall(keysOf(kept), made), overall(keysOf(uncut), made)];
        for (const figure of ["markingMs", "inTutorialsMs", "spanMs", "wallMs", "activeMs", "assessments"] as const) {
          expect([figure, cut[figure]]).toEqual([figure, whole[figure]]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
