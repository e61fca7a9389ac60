import { expect, test } from "vitest";
import { formatCount, formatCountChange, formatDurationChange } from "./change";

const MINUTE = 60_000;

test.each([
  [200 * MINUTE, 130 * MINUTE, "+1 h 10 min"],
  [110 * MINUTE, 130 * MINUTE, "−20 min"],
  [130 * MINUTE, 130 * MINUTE, "same"],
  [130 * MINUTE + 59_999, 130 * MINUTE, "same"],
  [0, 5 * MINUTE, "−5 min"],
])("from %2$d ms to %1$d ms the change reads %3$s", (now, before, text) => {
  expect(formatDurationChange(now, before)).toBe(text);
});

test.each([
  [7, 4, "+3"],
  [4, 6, "−2"],
  [4, 4, "same"],
  [2_000, 0, "+2,000"],
])("%d against %d reads %s", (now, before, text) => {
  expect(formatCountChange(now, before)).toBe(text);
});

test("thousands are grouped", () => {
  expect(formatCount(1204)).toBe("1,204");
});
