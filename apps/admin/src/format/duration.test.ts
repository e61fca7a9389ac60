import { expect, test } from "vitest";
import { formatDuration, formatMinutes } from "./duration";

test.each([
  [0, "0 min"],
  [1, "under 1 min"],
  [59_999, "under 1 min"],
  [60_000, "1 min"],
  [59 * 60_000 + 59_999, "59 min"],
  [60 * 60_000, "1 h"],
  [220 * 60_000, "3 h 40 min"],
  [220 * 60_000 + 59_999, "3 h 40 min"],
  [25 * 3_600_000, "25 h"],
  [(1_240 * 60 + 5) * 60_000, "1,240 h 5 min"],
])("%d ms read %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test("whole minutes read like the same length in milliseconds", () => {
  expect(formatMinutes(220)).toBe("3 h 40 min");
});

test("a negative length is refused", () => {
  expect(() => formatDuration(-1)).toThrow(RangeError);
});
