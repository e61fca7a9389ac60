import { expect, test } from "vitest";
import { hoursText, parseHours } from "./parse-hours";

test("hours become whole minutes, with a point or a comma, and nothing means no limit", () => {
  expect(parseHours("40")).toBe(2400);
  expect(parseHours(" 2.5 ")).toBe(150);
  expect(parseHours("2,25")).toBe(135);
  expect(parseHours("")).toBeNull();
});

test("what is no number of hours is refused", () => {
  for (const text of ["-1", "0", "ten", "1e3", "9000", "1:30"]) expect(parseHours(text)).toBeUndefined();
});

test("minutes are shown as they are typed", () => {
  expect(hoursText(150)).toBe("2.5");
  expect(hoursText(2400)).toBe("40");
  expect(hoursText(null)).toBe("");
});
