import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { deriveSessions } from "../src/derive-sessions";
import type { Stretch } from "../src/evidence";
import type { KeyStore } from "../src/testing/key-store";
import { world, type World } from "../src/testing/worlds";
import { MUTANTS, type Mutant } from "./mutants";

const SOURCES = fileURLToPath(new URL("../src/", import.meta.url));
// Outside the tree, where no other check comes upon faulty code.
const FOLDER = mkdtempSync(join(tmpdir(), "tutor-times-mutants-"));

/**
 * A found fault ends the search, so this many worlds are played only for a mutant that nobody notices. The seed is fixed,
 * so that a mutant which needs a rare world is found in every run or in none.
 */
const SEARCH = { numRuns: 20_000, seed: 20_251_008, endOnFailure: true };

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

describe("the tests of the increment", () => {
  it.each(MUTANTS.map((mutant, number) => ({ ...mutant, number })))("find out that $what", async ({ number, ...mutant }) => {
    const Mutated = await storeWith(mutant, number);
    const noticed = fc.check(
      fc.property(world, (made) => seemsRight(new Mutated(made.rules), made)),
      SEARCH,
    );
    expect(noticed.failed).toBe(true);
  });

  it("notice nothing where there is nothing", async () => {
    const Same = await storeWith({ what: "", file: "advance.ts", from: "", to: "" }, MUTANTS.length);
    expect(
      fc.check(
        fc.property(world, (made) => seemsRight(new Same(made.rules), made)),
        { numRuns: 200 },
      ).failed,
    ).toBe(false);
  });
});

/** The store of the property tests, run by a copy of core in which one text is another. */
async function storeWith(mutant: Mutant, number: number): Promise<typeof KeyStore> {
  const copy = join(FOLDER, String(number));
  cpSync(SOURCES, copy, { recursive: true });
  const file = join(copy, mutant.file);
  const source = readFileSync(file, "utf8");
  if (!source.includes(mutant.from)) throw new Error(`${mutant.file} does not hold: ${mutant.from}`);
  writeFileSync(file, source.replace(mutant.from, mutant.to));
  const module: { KeyStore: typeof KeyStore } = await import(/* @vite-ignore */ join(copy, "testing/key-store.ts"));
  return module.KeyStore;
}

/** Whether a played world has the rows of the specification, and its stretches are merged as they should. */
function seemsRight(store: KeyStore, made: World): boolean {
  try {
    for (const batch of made.batches) {
      const before = [...store.stretches];
      const acts = store.activities.length + batch.activities.filter(({ at }) => isAlive(at, store)).length;
      store.arrive(batch.activities, batch.stretches);
      if (store.activities.length !== acts || !hasJust(store, [...before, ...batch.stretches])) return false;
      if (batch.deletes !== null) store.delete(batch.deletes);
      if (batch.restores !== null) store.restore(batch.restores);
    }
  } catch {
    return false;
  }
  const rows = store.sessions
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map(({ id, ...row }) => ({
      ...row,
      acts: store.activities
        .filter(({ sessionId }) => sessionId === id)
        .map(({ at }) => at)
        .toSorted((a, b) => a - b),
    }));
  const whole = deriveSessions(store, made.rules).map(({ row, activities }) => ({
    ...row,
    acts: activities.map(({ at }) => at).toSorted((a, b) => a - b),
  }));
  return sameJson(rows, whole) && stretchesAreMerged(store) && nothingIsDead(store);
}

function isAlive(at: number, { dead }: KeyStore): boolean {
  return !dead.some((gap) => at === gap.start || (gap.start < at && at < gap.end));
}

/** Whether the store's stretches cover, per task and kind, just what `arrived` does outside the deleted stretches. */
function hasJust(store: KeyStore, arrived: readonly Stretch[]): boolean {
  const marks = [...arrived, ...store.stretches, ...store.dead]
    .flatMap(({ start, end }) => [start, end])
    .toSorted((a, b) => a - b);
  const lanes = new Set([...arrived, ...store.stretches].map(({ taskId, kind }) => `${taskId} ${kind}`));
  return [...lanes].every((lane) => {
    const covers = (stretches: readonly Stretch[], from: number, to: number): boolean =>
      stretches.some((one) => `${one.taskId} ${one.kind}` === lane && one.start <= from && to <= one.end);
    return marks.slice(1).every((to, index) => {
      const from = marks[index] ?? to;
      const expected = covers(arrived, from, to) && !store.dead.some((gap) => gap.start <= from && to <= gap.end);
      return from === to || covers(store.stretches, from, to) === expected;
    });
  });
}

function sameJson(a: readonly object[], b: readonly object[]): boolean {
  const text = (row: object): string => JSON.stringify(Object.entries(row).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return a.length === b.length && a.every((row, index) => text(row) === text(b[index] ?? {}));
}

function stretchesAreMerged(store: KeyStore): boolean {
  const instants = new Set<number>(store.dead.filter((gap) => gap.start === gap.end).map((gap) => gap.start));
  const apart = (a: Stretch, b: Stretch): boolean =>
    a.taskId !== b.taskId ||
    a.kind !== b.kind ||
    b.start > a.end ||
    a.start > b.end ||
    (b.start === a.end && instants.has(a.end)) ||
    (a.start === b.end && instants.has(b.end));
  return store.stretches.every((a) => store.stretches.every((b) => a === b || apart(a, b)));
}

/** What arrived in a deleted stretch has left no trace, and no stretch reaches over a deleted instant. */
function nothingIsDead(store: KeyStore): boolean {
  return store.dead.every(
    (gap) =>
      store.stretches.every(({ start, end }) => end <= gap.start || start >= gap.end) &&
      store.activities.every(({ at }) => !(at === gap.start || (gap.start < at && at < gap.end))),
  );
}
