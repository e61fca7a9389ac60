import { parseLocalDate } from "@tutor-times/core/local-date";
import { expect, test } from "vitest";
import { formatDay, formatDays, formatDaySpan } from "./days";

test("a day reads with its weekday", () => {
  expect(formatDay(parseLocalDate("2025-11-17"))).toBe("Mon 17 Nov");
});

test.each([
  ["2025-11-17", "2025-11-23", "17 – 23 Nov 2025"],
  ["2025-09-29", "2025-10-05", "29 Sep – 5 Oct 2025"],
  ["2025-12-29", "2026-01-04", "29 Dec 2025 – 4 Jan 2026"],
  ["2025-11-17", "2025-11-17", "Mon 17 Nov 2025"],
])("the days from %s to %s read %s", (from, to, text) => {
  expect(formatDays(parseLocalDate(from), parseLocalDate(to))).toBe(text);
});

test("a span of days leaves the year to the reader", () => {
  expect(formatDaySpan(parseLocalDate("2025-11-10"), parseLocalDate("2025-11-12"))).toBe("10 – 12 Nov");
  expect(formatDaySpan(parseLocalDate("2025-12-29"), parseLocalDate("2026-01-04"))).toBe("29 Dec – 4 Jan");
});
