import { expect, test } from "vitest";
import { hoursLeft } from "./hours-left";

const hour = 3_600_000;
const of = (usedMs: number, allottedMs: number, warning: "near" | "over" | null) =>
  hoursLeft({ usedMs, leftMs: allottedMs - usedMs, warning });

test("hours that are left are told, and near the end how much is used", () => {
  expect(of(12 * hour, 40 * hour, null)).toBe("28 h left");
  expect(of(8 * hour, 10 * hour, "near")).toBe("2 h left, 80 % used");
  expect(of(10 * hour - 1, 10 * hour, "near")).toBe("under 1 min left, 99 % used");
});

test("hours that are used up say so, and by how much from a minute on", () => {
  expect(of(10 * hour, 10 * hour, "over")).toBe("all used");
  expect(of(10 * hour + 59_999, 10 * hour, "over")).toBe("all used");
  expect(of(13 * hour, 10 * hour, "over")).toBe("3 h over");
});
