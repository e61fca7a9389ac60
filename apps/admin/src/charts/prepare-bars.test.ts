import { addDays, parseLocalDate } from "@tutor-times/core/local-date";
import { expect, test } from "vitest";
import { prepareCountBars, prepareMarkingBars } from "./prepare-bars";

const HOUR = 3_600_000;
const monday = parseLocalDate("2025-11-17");
const tuesday = addDays(monday, 1);
const wednesday = addDays(monday, 2);

test("marking is split into what lies outside tutorials, below, and in them, above", () => {
  const { bars, ticks } = prepareMarkingBars([{ date: monday, markingMs: 4 * HOUR, inTutorialsMs: HOUR }], tuesday);
  expect(ticks.at(-1)).toEqual({ share: 1, label: "4 h" });
  expect(bars).toMatchObject([
    {
      value: "4 h",
      parts: [
        { series: "outside", base: 0, share: 0.75, value: "3 h" },
        { series: "inTutorials", base: 0.75, share: 0.25, value: "1 h" },
      ],
    },
  ]);
});

test("a day without marking is a zero, a day to come is a gap", () => {
  const none = { markingMs: 0, inTutorialsMs: 0 };
  const { bars } = prepareMarkingBars(
    [monday, tuesday, wednesday].map((date) => ({ date, ...none })),
    tuesday,
  );
  expect(bars.map(({ value, parts }) => ({ value, parts }))).toEqual([
    { value: "0 min", parts: [] },
    { value: "0 min", parts: [] },
    { value: null, parts: [] },
  ]);
});

test("weeks add up their days", () => {
  const days = Array.from({ length: 70 }, (_, index) => ({ date: addDays(monday, index), count: 2 }));
  const { unit, bars } = prepareCountBars(days, addDays(monday, 100));
  expect(unit).toBe("week");
  expect(bars.map((bar) => bar.value)).toEqual(Array.from({ length: 10 }, () => "14"));
});

test("shares never pass the top of the scale and the highest bar reaches at least half of it", () => {
  for (const count of [1, 3, 7, 9, 26, 51, 101, 999]) {
    const share = prepareCountBars([{ date: monday, count }], tuesday).bars[0]?.parts[0]?.share;
    expect(share).toBeLessThanOrEqual(1);
    expect(share).toBeGreaterThan(0.5);
  }
});
