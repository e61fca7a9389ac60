import { HOUR_MS } from "@tutor-times/core/instant";
import { expect, test } from "vitest";
import { prepareHourMap } from "./prepare-hour-map";

test("the hours reach from the usual day to the earliest and latest that has marking", () => {
  const { rows } = prepareHourMap([
    { weekday: 1, hour: 6, markingMs: HOUR_MS },
    { weekday: 7, hour: 23, markingMs: HOUR_MS },
  ]);
  expect(rows.map(({ name }) => name).at(0)).toBe("06:00");
  expect(rows.map(({ name }) => name).at(-1)).toBe("23:00");
});

test("an hour is held against the busiest one, by its own weekday", () => {
  const { rows, most } = prepareHourMap([
    { weekday: 1, hour: 9, markingMs: HOUR_MS },
    { weekday: 2, hour: 9, markingMs: 2 * HOUR_MS },
  ]);
  expect(most).toBe("2 h");
  expect(rows[0]?.cells.slice(0, 3)).toEqual([
    { weekday: "Monday", share: 0.5, value: "1 h" },
    { weekday: "Tuesday", share: 1, value: "2 h" },
    { weekday: "Wednesday", share: 0, value: "0 min" },
  ]);
});
