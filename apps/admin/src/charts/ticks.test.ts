import { expect, test } from "vitest";
import { countTicks, durationTicks } from "./ticks";

const HOUR = 3_600_000;

test.each([
  [0, [0, 5]],
  [18, [0, 5, 10, 15, 20]],
  [60, [0, 15, 30, 45, 60]],
  [61, [0, 60, 120]],
  [220, [0, 60, 120, 180, 240]],
  [241, [0, 60, 120, 180, 240, 300]],
  [301, [0, 120, 240, 360]],
  [97 * 60, [0, 24 * 60, 48 * 60, 72 * 60, 96 * 60, 120 * 60]],
  [480, [0, 120, 240, 360, 480]],
])("the scale for %d minutes is ticked at %j", (minutes, ticks) => {
  expect(durationTicks(minutes * 60_000)).toEqual(ticks.map((tick) => tick * 60_000));
});

test("the scale for a thousand hours stays short", () => {
  const ticks = durationTicks(1000 * HOUR);
  expect(ticks.length).toBeLessThan(8);
  expect(ticks.at(-1)).toBeGreaterThanOrEqual(1000 * HOUR);
});

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [9, [0, 5, 10]],
  [130, [0, 50, 100, 150]],
])("the scale for %d things is ticked at %j", (max, ticks) => {
  expect(countTicks(max)).toEqual(ticks);
});
