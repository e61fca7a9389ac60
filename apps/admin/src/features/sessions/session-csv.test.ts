import { expect, test } from "vitest";
import { chosenColumns, type SessionRow } from "./session-columns";
import { sessionCsv } from "./session-csv";

const row: SessionRow = {
  id: 7,
  userId: 1,
  userName: "=HYPERLINK(1)",
  unitId: 2,
  unitCode: "SIT101",
  start: "2025-10-08T12:50:00.000Z",
  end: "2025-10-08T13:10:30.500Z",
  countedFrom: "2025-10-08T12:50:00.000Z",
  durationMinutes: 20,
  duringTutorial: true,
  continues: false,
  activeMs: 90_000,
  activities: 4,
  assessments: 1,
  commentsAdded: 2,
  submissionsOpened: 3,
  countedMs: 600_000,
  removed: null,
};
const melbourne = { columns: chosenColumns("length.attention.assessed"), timezone: "Australia/Melbourne" };

test("a line has what the table shows, with local dates and times and lengths in minutes", () => {
  expect(sessionCsv([row], { ...melbourne, withTutor: false }).split("\r\n")).toEqual([
    "\uFEFFDate,Start,End date,End,Time zone,Length (minutes),Attention (minutes),Assessed,In a tutorial,Continued,Removed,Session",
    "2025-10-08,23:50:00,2025-10-09,00:10:30,Australia/Melbourne,20,1.5,1,yes,no,,7",
    "",
  ]);
});

test("text that a spreadsheet would run is made harmless, and quotes and commas stay within their cell", () => {
  const removed = { at: row.end, by: "Cho", reason: 'a "test", no more' };
  const [, line = ""] = sessionCsv([{ ...row, removed }], { ...melbourne, withTutor: true }).split("\r\n");
  expect(line).toContain("'=HYPERLINK(1),");
  expect(line).toContain('"by Cho: a ""test"", no more"');
});

test("attention that nobody observed is an empty cell, not a zero", () => {
  const [, line = ""] = sessionCsv([{ ...row, activeMs: 0 }], { ...melbourne, withTutor: false }).split("\r\n");
  expect(line).toContain("Australia/Melbourne,20,,1,");
});
