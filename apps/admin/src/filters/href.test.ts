import { parseInstant } from "@tutor-times/core/instant";
import { expect, test } from "vitest";
import { filterHref, stepped } from "./href";
import { parseFilterQuery } from "./query";
import { resolveFilters } from "./resolve";

const now = parseInstant("2025-11-18T23:00:00.000Z");

function step(address: Record<string, string>, direction: -1 | 1) {
  const { query } = parseFilterQuery(address);
  const filters = resolveFilters(query, { now, defaultTimezone: "Australia/Melbourne", periods: [] });
  return filterHref("/", stepped(query, filters, direction));
}

test("the default range leaves no trace in the address", () => {
  expect(filterHref("/", { range: "this-week" })).toBe("/");
});

test("an address that is written is read as it was", () => {
  const { query } = parseFilterQuery({
    unit: "7",
    range: "custom",
    from: "2025-11-03",
    to: "2025-11-05",
    zone: "America/Santiago",
  });
  const [, search] = filterHref("/", query).split("?");
  expect(parseFilterQuery(Object.fromEntries(new URLSearchParams(search))).query).toEqual(query);
});

test("a step back from this week is last week, and a step forth from there this week", () => {
  expect(step({ unit: "7" }, -1)).toBe("/?unit=7&range=last-week");
  expect(step({ unit: "7", range: "last-week" }, 1)).toBe("/?unit=7");
});

test("steps go by the range's own length in calendar days", () => {
  expect(step({ range: "last-week" }, -1)).toBe("/?range=custom&from=2025-11-03&to=2025-11-09");
  expect(step({ from: "2025-11-03", to: "2025-11-05" }, 1)).toBe("/?range=custom&from=2025-11-06&to=2025-11-08");
});

test("seven days that do not begin on a Monday are no week of the presets", () => {
  expect(step({ from: "2025-11-05", to: "2025-11-11" }, 1)).toBe("/?range=custom&from=2025-11-12&to=2025-11-18");
});

test("a page number stays behind", () => {
  expect(step({ page: "3" }, -1)).toBe("/?range=last-week");
});
