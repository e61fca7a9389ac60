import { parseInstant } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { expect, test } from "vitest";
import { parseFilterQuery } from "./query";
import { resolveFilters } from "./resolve";

// Wednesday 19 November 2025, 10:00 in Melbourne.
const now = parseInstant("2025-11-18T23:00:00.000Z");
const periods = [
  { startDate: "2025-07-14", endDate: "2025-11-21" },
  { startDate: "2025-09-01", endDate: "2025-12-05" },
];

function resolve(address: Record<string, string>, given: Partial<Parameters<typeof resolveFilters>[1]> = {}) {
  return resolveFilters(parseFilterQuery(address).query, { now, defaultTimezone: "Australia/Melbourne", periods, ...given });
}

test("without filters it is this week from Monday to Sunday, by the calendar of the zone", () => {
  expect(resolve({})).toMatchObject({
    range: "this-week",
    from: "2025-11-17",
    to: "2025-11-23",
    today: "2025-11-19",
    problems: [],
  });
  expect(resolve({ zone: "America/Santiago" })).toMatchObject({ today: "2025-11-18", timezone: "America/Santiago" });
});

test("a week that is not over is compared with the week before until the same weekday and time of day", () => {
  const tenOnWednesday = parseInstant("2025-11-11T23:00:00.000Z");
  expect(resolve({}).previous).toEqual({ from: "2025-11-10", to: "2025-11-12", until: tenOnWednesday });
});

test("the same time of day is the one that clocks show, also across daylight saving", () => {
  // Wednesday 8 October 2025, 10:00; clocks went forward on Sunday the 5th.
  const { previous } = resolve({}, { now: parseInstant("2025-10-07T23:00:00.000Z") });
  expect(previous).toEqual({ from: "2025-09-29", to: "2025-10-01", until: parseInstant("2025-10-01T00:00:00.000Z") });
});

test("a week that is over is compared with the whole week before", () => {
  expect(resolve({ range: "last-week" })).toMatchObject({
    from: "2025-11-10",
    to: "2025-11-16",
    previous: { from: "2025-11-03", to: "2025-11-09", until: null },
  });
});

test("the teaching period spans all units and is compared with nothing", () => {
  expect(resolve({ range: "period" })).toMatchObject({ from: "2025-07-14", to: "2025-12-05", previous: null });
});

test("a teaching period of more than 366 days keeps its last ones", () => {
  const long = [{ startDate: "2024-01-01", endDate: "2025-12-31" }];
  expect(resolve({ range: "period" }, { periods: long })).toMatchObject({ from: "2024-12-31", to: "2025-12-31" });
});

test("days alone make a range of one's own", () => {
  expect(resolve({ from: "2025-11-03", to: "2025-11-05" })).toMatchObject({
    range: "custom",
    from: "2025-11-03",
    to: "2025-11-05",
    previous: { from: "2025-10-31", to: "2025-11-02", until: null },
  });
});

test("a first day alone reaches until today, a last day alone is that day", () => {
  expect(resolve({ from: "2025-11-03" })).toMatchObject({ from: "2025-11-03", to: "2025-11-19" });
  expect(resolve({ to: "2025-11-03" })).toMatchObject({ from: "2025-11-03", to: "2025-11-03" });
});

test("days to come are compared with nothing", () => {
  expect(resolve({ from: "2025-12-01", to: "2025-12-07" }).previous).toBeNull();
});

test.each([
  [{ from: "2025-11-05", to: "2025-11-03" }, "The first day, 2025-11-05, lies after the last"],
  [{ from: "2024-11-18", to: "2025-11-19" }, "At most 366 days"],
])("%j falls back to this week and says why", (address, problem) => {
  const filters = resolve(address);
  expect(filters).toMatchObject({ range: "this-week", from: "2025-11-17" });
  expect(filters.problems[0]).toContain(problem);
});

test("366 days are shown", () => {
  expect(resolve({ from: "2024-11-19", to: "2025-11-19" })).toMatchObject({ from: parseLocalDate("2024-11-19"), problems: [] });
});

test("a zone that does not exist is told, and times stay in the zone they would be in", () => {
  expect(resolve({ zone: "Mars/Olympus" })).toMatchObject({
    timezone: "Australia/Melbourne",
    problems: ["There is no time zone “Mars/Olympus”: times are in Australia/Melbourne."],
  });
});

test("without a unit there is no teaching period to show", () => {
  expect(resolve({ range: "period" }, { periods: [] })).toMatchObject({ range: "this-week", problems: [expect.any(String)] });
});
