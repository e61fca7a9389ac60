import { expect, test } from "vitest";
import { dateAt, formatDate, formatDatedMoment, formatMoment, formatTime } from "./moments";

test("midnight reads 00:00", () => {
  expect(formatTime("2025-10-07T13:00:00.000Z", "Australia/Melbourne")).toBe("00:00");
});

test("the same instant falls on different days in different zones", () => {
  expect(formatMoment("2025-10-08T15:30:00.000Z", "Australia/Melbourne")).toBe("Thu 9 Oct, 02:30");
  expect(formatMoment("2025-10-08T15:30:00.000Z", "America/Santiago")).toBe("Wed 8 Oct, 12:30");
});

test("what is read years later has the year of the zone", () => {
  expect(formatDatedMoment("2025-12-31T15:30:00.000Z", "Australia/Melbourne")).toBe("Thu 1 Jan 2026, 02:30");
  expect(formatDatedMoment("2025-12-31T15:30:00.000Z", "America/Santiago")).toBe("Wed 31 Dec 2025, 12:30");
});

test("months read with three letters, September and June too", () => {
  expect(formatDate("2025-09-01T12:00:00.000Z", "UTC")).toBe("Mon 1 Sep");
  expect(formatDate("2025-06-02T12:00:00.000Z", "UTC")).toBe("Mon 2 Jun");
});

test("the calendar date of an instant is that of the zone", () => {
  expect(dateAt("2025-10-08T15:30:00.000Z", "Australia/Melbourne")).toBe("2025-10-09");
  expect(dateAt("2025-10-08T15:30:00.000Z", "America/Santiago")).toBe("2025-10-08");
});
