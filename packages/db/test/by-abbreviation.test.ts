import { expect, test } from "vitest";
import { byAbbreviation } from "../src/reports/by-abbreviation";

test("tasks are in the order of their numbers, not of their digits", () => {
  const tasks = ["10.1D", "2.2P", "1.1P", "2.1P"].map((abbreviation, id) => ({ id, abbreviation }));
  expect(tasks.toSorted(byAbbreviation).map(({ abbreviation }) => abbreviation)).toEqual(["1.1P", "2.1P", "2.2P", "10.1D"]);
});
