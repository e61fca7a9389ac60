import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveSessions } from "../src/derive-sessions";
import type { Activity, Stretch } from "../src/evidence";
import { KeyStore } from "../src/testing/key-store";
import { world, type World } from "../src/testing/worlds";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 400);

function play(made: World): KeyStore {
  const store = new KeyStore(made.rules);
  for (const batch of made.batches) {
    store.arrive(batch.activities, batch.stretches);
    if (batch.deletes !== null) store.delete(batch.deletes);
    if (batch.restores !== null) store.restore(batch.restores);
  }
  return store;
}

function rowsOf(store: KeyStore) {
  return store.sessions
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map(({ id, ...row }) => ({ ...row, acts: actsOf(store, id) }));
}

function actsOf(store: KeyStore, id: number): string[] {
  return store.activities
    .filter(({ sessionId }) => sessionId === id)
    .map(describeAct)
    .toSorted();
}

function describeAct(activity: Activity): string {
  return `${activity.at} ${activity.action} ${activity.statusChanged} ${activity.taskId}`;
}

function describeStretch(stretch: Stretch): string {
  return `${stretch.taskId} ${stretch.kind} ${stretch.start}-${stretch.end}`;
}

describe("the increment", () => {
  it("gives the rows that the specification gives over all evidence at once", () => {
    fc.assert(
      fc.property(world, (made) => {
        const store = play(made);
        const whole = deriveSessions(store, made.rules);
        expect(rowsOf(store)).toEqual(
          whole.map(({ row, activities }) => ({ ...row, acts: activities.map(describeAct).toSorted() })),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it("gives the same rows whether evidence comes in one batch, one by one or backwards", () => {
    fc.assert(
      fc.property(world, (made) => {
        const activities = made.batches.flatMap((batch) => batch.activities);
        const stretches = made.batches.flatMap((batch) => batch.stretches);
        const [atOnce, oneByOne, backwards] = [new KeyStore(made.rules), new KeyStore(made.rules), new KeyStore(made.rules)];
        atOnce.arrive(activities, stretches);
        for (const act of activities) oneByOne.arrive([act], []);
        for (const beat of stretches) oneByOne.arrive([], [beat]);
        for (const beat of stretches.toReversed()) backwards.arrive([], [beat]);
        for (const act of activities.toReversed()) backwards.arrive([act], []);
        expect(rowsOf(oneByOne)).toEqual(rowsOf(atOnce));
        expect(rowsOf(backwards)).toEqual(rowsOf(atOnce));
        expect(backwards.stretches.map(describeStretch).toSorted()).toEqual(atOnce.stretches.map(describeStretch).toSorted());
      }),
      { numRuns: RUNS },
    );
  });

  it("changes nothing when what was accepted of a beat arrives again", () => {
    fc.assert(
      fc.property(world, (made) => {
        const store = play(made);
        const [rows, stretches] = [rowsOf(store), store.stretches.map(describeStretch).toSorted()];
        store.arrive(
          [],
          made.batches
            .flatMap((batch) => batch.stretches)
            .filter((beat) =>
              store.stretches.some(
                (kept) =>
                  kept.taskId === beat.taskId && kept.kind === beat.kind && kept.start <= beat.start && beat.end <= kept.end,
              ),
            ),
        );
        expect(rowsOf(store)).toEqual(rows);
        expect(store.stretches.map(describeStretch).toSorted()).toEqual(stretches);
      }),
      { numRuns: RUNS },
    );
  });

  it("keeps stretches of one task and kind apart: they neither overlap nor touch, but at a dead instant", () => {
    fc.assert(
      fc.property(world, (made) => {
        const store = play(made);
        const instants = new Set<number>(store.dead.filter((gap) => gap.start === gap.end).map((gap) => gap.start));
        for (const a of store.stretches)
          for (const b of store.stretches)
            if (a.id !== b.id && a.taskId === b.taskId && a.kind === b.kind && a.start <= b.start)
              expect(b.start > a.end || (b.start === a.end && instants.has(a.end))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});
