import { describe, expect, it } from "vitest";
import { outlook, workloadOf } from "../src/forecast";
import { checkAllottedHours, useOf } from "../src/hours";
import { MINUTE_MS } from "../src/instant";

const minutes = (count: number): number => count * MINUTE_MS;
const marked = { markingMs: minutes(90), inTutorialsMs: minutes(10) };

describe("the use of allotted hours", () => {
  it.each([
    [null, { usedMs: minutes(90), leftMs: null, warning: null }],
    [113, { usedMs: minutes(90), leftMs: minutes(23), warning: null }],
    [112, { usedMs: minutes(90), leftMs: minutes(22), warning: "near" }],
    [90, { usedMs: minutes(90), leftMs: 0, warning: "over" }],
    [60, { usedMs: minutes(90), leftMs: -minutes(30), warning: "over" }],
  ])("of %s minutes warns from 80 % and from 100 % on", (allotted, use) => {
    expect(useOf(allotted, marked, true)).toEqual(use);
  });

  it("leaves marking during tutorials out where it is paid otherwise", () => {
    expect(useOf(100, marked, false)).toEqual({ usedMs: minutes(80), leftMs: minutes(20), warning: "near" });
  });

  it.each([0, -1, 1.5, 1_000_000, Number.NaN])("can be of no %s minutes", (wrong) => {
    const hours = { totalMinutes: null, weeklyMinutes: wrong, countsTutorials: true };
    expect(() => checkAllottedHours(hours)).toThrow(/^weekly_minutes is invalid/);
    expect(() => checkAllottedHours({ ...hours, weeklyMinutes: null, totalMinutes: wrong })).toThrow(/^total_minutes is invalid/);
  });
});

describe("the forecast", () => {
  const essay = { awaiting: 10, spread: { lowerMs: minutes(5), medianMs: minutes(8), upperMs: minutes(12), count: 30 } };
  const quiz = { awaiting: 4, spread: { lowerMs: minutes(1), medianMs: minutes(2), upperMs: minutes(3), count: 9 } };
  const unknown = { awaiting: 3, spread: null };

  it("is the sum of the medians between the sums of the bounds, and names what it cannot tell of", () => {
    const estimate = { lowerMs: minutes(54), medianMs: minutes(88), upperMs: minutes(132) };
    expect(workloadOf([essay, quiz])).toEqual({ awaiting: 14, unknown: 0, estimate });
    expect(workloadOf([essay, quiz, unknown])).toEqual({ awaiting: 17, unknown: 3, estimate });
    expect(workloadOf([unknown])).toEqual({ awaiting: 3, unknown: 3, estimate: null });
    expect(workloadOf([])).toEqual({ awaiting: 0, unknown: 0, estimate: { lowerMs: 0, medianMs: 0, upperMs: 0 } });
  });

  it.each([
    [132, "fits"],
    [131, "tight"],
    [54, "tight"],
    [53, "exceeds"],
    [-10, "exceeds"],
  ])("against %s minutes left says %s", (left, said) => {
    expect(outlook(workloadOf([essay, quiz]), minutes(left))).toBe(said);
  });

  it("says nothing where there is too little to tell, but that it is too much already", () => {
    expect(outlook(workloadOf([essay, unknown]), minutes(500))).toBeNull();
    expect(outlook(workloadOf([essay, unknown]), minutes(49))).toBe("exceeds");
    expect(outlook(workloadOf([unknown]), minutes(500))).toBeNull();
    expect(outlook(workloadOf([essay]), null)).toBeNull();
  });

  it("fits when nothing awaits, even where no hours are left", () => {
    expect(outlook(workloadOf([]), -minutes(5))).toBe("fits");
  });
});
