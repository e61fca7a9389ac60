import { addDays, parseLocalDate } from "@tutor-times/core/local-date";
import { expect, test } from "vitest";
import { arrangeColumns } from "./columns";

const monday = parseLocalDate("2025-11-17");
const days = (count: number) => Array.from({ length: count }, (_, index) => ({ date: addDays(monday, index) }));

test("a week has a column per day, each labelled with weekday and day of the month", () => {
  const { unit, columns } = arrangeColumns(days(7), monday);
  expect(unit).toBe("day");
  expect(columns.map((column) => column.label.join(" "))).toEqual([
    "Mon 17",
    "Tue 18",
    "Wed 19",
    "Thu 20",
    "Fri 21",
    "Sat 22",
    "Sun 23",
  ]);
});

test("days before today are past, today is running, days after it are a gap", () => {
  const { columns } = arrangeColumns(days(3), addDays(monday, 1));
  expect(columns.map((column) => column.time)).toEqual(["past", "running", "future"]);
});

test("a month is labelled on Mondays only", () => {
  const { columns } = arrangeColumns(days(28), monday);
  expect(columns.flatMap((column) => column.label)).toEqual(["17 Nov", "24 Nov", "1 Dec", "8 Dec"]);
});

test("62 days are columns by day, 63 are columns by week", () => {
  expect(arrangeColumns(days(62), monday).columns).toHaveLength(62);
  expect(arrangeColumns(days(63), monday)).toMatchObject({ unit: "week", columns: { length: 9 } });
});

test("weeks begin on Monday, so the first and last are cut to the range", () => {
  const wednesday = addDays(monday, 2);
  const range = Array.from({ length: 70 }, (_, index) => ({ date: addDays(wednesday, index) }));
  const { columns } = arrangeColumns(range, monday);
  expect(columns.map((column) => column.days.length)).toEqual([5, 7, 7, 7, 7, 7, 7, 7, 7, 7, 2]);
});

test("a week that holds today is running", () => {
  const { columns } = arrangeColumns(days(70), addDays(monday, 9));
  expect(columns.slice(0, 3).map((column) => column.time)).toEqual(["past", "running", "future"]);
});

test("a week in which a month begins carries its name", () => {
  const { columns } = arrangeColumns(days(70), monday);
  expect(columns.map((column) => column.label.join())).toEqual(["", "", "Dec", "", "", "", "Jan", "", "", ""]);
});

test("no days give no columns", () => {
  expect(arrangeColumns([], monday).columns).toEqual([]);
});
