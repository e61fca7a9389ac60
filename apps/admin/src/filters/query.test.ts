import { expect, test } from "vitest";
import { parseFilterQuery } from "./query";

test("an address without filters has none", () => {
  expect(parseFilterQuery({})).toEqual({ query: {}, unreadable: [] });
});

test("every filter is read", () => {
  const address = {
    unit: "7",
    range: "custom",
    from: "2025-11-17",
    to: "2025-11-23",
    zone: "Australia/Melbourne",
    tutor: "12",
    page: "2",
  };
  expect(parseFilterQuery(address)).toEqual({ query: { ...address, unit: 7, tutor: 12, page: 2 }, unreadable: [] });
});

test.each([
  ["unit", "abc"],
  ["unit", "0"],
  ["unit", "9007199254740993"],
  ["range", "yesterday"],
  ["from", "2025-02-30"],
  ["from", "1971-12-31"],
  ["to", "9997-01-01"],
  ["page", "1.5"],
])("%s=%s is told and left out, the others are kept", (name, value) => {
  const { query, unreadable } = parseFilterQuery({ zone: "UTC", [name]: value });
  expect(query).toEqual({ zone: "UTC" });
  expect(unreadable).toEqual([`“${value}” is no ${name}.`]);
});

test("of a filter given twice the first counts, an empty one is absent, an unknown one is ignored", () => {
  expect(parseFilterQuery({ unit: ["3", "4"], zone: "", colour: "red" }).query).toEqual({ unit: 3 });
});
