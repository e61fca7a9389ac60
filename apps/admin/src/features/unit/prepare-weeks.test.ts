import { HOUR_MS } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { expect, test } from "vitest";
import { prepareWeeks } from "./prepare-weeks";

const report = {
  weeks: ["2025-09-22", "2025-09-29", "2025-10-06"],
  tutors: [{ userId: 1, markingMs: [2 * HOUR_MS, 4 * HOUR_MS, 0] }],
};

test("everybody's weeks stand on one scale, and whoever marked in none has zeros", () => {
  const { of } = prepareWeeks(report, [1, 2], parseLocalDate("2025-10-08"));
  expect(of.get(1)).toEqual([
    { share: 0.5, value: "2 h" },
    { share: 1, value: "4 h" },
    { share: 0, value: "0 min" },
  ]);
  expect(of.get(2)?.map(({ value }) => value)).toEqual(["0 min", "0 min", "0 min"]);
});

test("a week that has not begun is a gap, and the one that is running says so", () => {
  const { weeks, of } = prepareWeeks(report, [1], parseLocalDate("2025-10-05"));
  expect(weeks.map(({ time }) => time)).toEqual(["past", "running", "future"]);
  expect(of.get(1)?.at(-1)?.value).toBeNull();
});
