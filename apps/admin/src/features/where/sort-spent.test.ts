import { expect, test } from "vitest";
import { sortSpent, type WhereOrder } from "./sort-spent";

const row = (id: number, code: string, minutes: number, assessments: number) => ({
  id,
  code,
  name: code,
  observedMs: minutes,
  estimatedMs: 1,
  assessments,
});
const rows = [row(1, "10.1P", 5, 1), row(2, "2.1P", 9, 1), row(3, "2.2P", 5, 4)];
const codes = (order: WhereOrder) => sortSpent(rows, order, ({ code }) => code).map(({ code }) => code);

test("tasks are sorted as people number them", () => {
  expect(codes({ sort: "name", order: "asc" })).toEqual(["2.1P", "2.2P", "10.1P"]);
  expect(codes({ sort: "name", order: "desc" })).toEqual(["10.1P", "2.2P", "2.1P"]);
});

test("equal amounts are sorted by name, whichever way round", () => {
  expect(codes({ sort: "time", order: "desc" })).toEqual(["2.1P", "2.2P", "10.1P"]);
  expect(codes({ sort: "assessed", order: "asc" })).toEqual(["2.1P", "10.1P", "2.2P"]);
});
