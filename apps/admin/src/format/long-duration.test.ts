import { DAY_MS, HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import { expect, test } from "vitest";
import { formatLongDuration } from "./long-duration";

test("waiting reads in days and hours, below a day in hours and minutes", () => {
  expect(formatLongDuration(3 * DAY_MS + 4 * HOUR_MS + 59 * MINUTE_MS)).toBe("3 d 4 h");
  expect(formatLongDuration(2 * DAY_MS)).toBe("2 d");
  expect(formatLongDuration(DAY_MS - 1)).toBe("23 h 59 min");
});
