import type { LocalDate } from "@tutor-times/core/local-date";
import { expect, test } from "vitest";
import { weekOfRange } from "./week-of";

const of = (from: string, to: string, today = "2025-11-19") =>
  weekOfRange({ from: from as LocalDate, to: to as LocalDate, today: today as LocalDate });

test("a week and a day of it stand for that week", () => {
  const week = { from: "2025-11-10", to: "2025-11-16" };
  expect(of("2025-11-10", "2025-11-16")).toEqual(week);
  expect(of("2025-11-16", "2025-11-16")).toEqual(week);
});

test("a long range stands for the week of today, or for its last one where it is over", () => {
  expect(of("2025-07-14", "2025-12-05")).toEqual({ from: "2025-11-17", to: "2025-11-23" });
  expect(of("2025-03-01", "2025-06-15")).toEqual({ from: "2025-06-09", to: "2025-06-15" });
  expect(of("2025-11-05", "2025-11-12")).toEqual({ from: "2025-11-10", to: "2025-11-16" });
});
