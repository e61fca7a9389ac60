import { expect, test } from "vitest";
import { chosenColumns, COLUMN_IDS, COLUMNS } from "./session-columns";

const ids = (cookie: string | undefined) => chosenColumns(cookie).map(({ id }) => id);

test("a reader who chose nothing sees the usual columns", () => {
  expect(ids(undefined)).toEqual(["length", "unit", "attention", "assessed", "opened", "comments"]);
});

test("chosen columns stand in their own order, unknown names are passed over, and none is a choice", () => {
  expect(ids("comments.length.nonsense")).toEqual(["length", "comments"]);
  expect(ids("")).toEqual([]);
});

test("every column has its place", () => {
  expect(COLUMNS.map(({ id }) => id)).toEqual([...COLUMN_IDS]);
});
