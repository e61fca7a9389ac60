import type { SessionId } from "@tutor-times/core/ids";
import { addMs, HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import { issueToken } from "@tutor-times/db/access-tokens";
import { insertRow } from "@tutor-times/db/testing/insert-row";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { strFromU8, unzipSync } from "fflate";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headCell, textCell } from "../src/downloads/cells";
import { serve, whatIsStored, type ServedApp } from "./served-app";

const SECRET = "a secret for these tests alone";

let served: ServedApp;
beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] = SECRET;
  served = await serve();
});
afterAll(() => served.close());

async function cookieOf(name: PersonName): Promise<{ cookie: string }> {
  const userId = served.world.people[name];
  const browserToken = await issueToken(served.db, { userId, kind: "browser", now: NOW, expiresAt: addMs(NOW, HOUR_MS) });
  return { cookie: `next-auth.session-token=${await encode({ token: { browserToken }, secret: SECRET })}` };
}

async function download(path: string, headers: Record<string, string> = {}) {
  return served.app.inject({ method: "GET", url: `/downloads${path}`, headers });
}

const workbook = () => `/units/${served.world.sit101}/workbook?from=2025-10-01&to=2025-10-31`;

test("a convenor gets a workbook with a sheet for each question, and nothing is recorded by it", async () => {
  const headers = await cookieOf("cho");
  const before = await whatIsStored(served.db);
  const { statusCode, rawPayload, headers: answered } = await download(workbook(), headers);
  expect(statusCode).toBe(200);
  expect(answered["content-disposition"]).toBe('attachment; filename="SIT101-2025-10-01-to-2025-10-31.xlsx"');
  const files = unzipSync(new Uint8Array(rawPayload));
  const named = strFromU8(files["xl/workbook.xml"] ?? new Uint8Array());
  const sheets = Object.keys(files);
  expect(sheets.filter((name) => name.startsWith("xl/worksheets/sheet"))).toHaveLength(11);
  expect([...named.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    "Who marked how long",
    "On which days",
    "In which weeks",
    "In which hours",
    "On which tasks",
    "On which students",
    "What awaits feedback",
    "Will it be done",
    "How long do students wait",
    "Which sessions",
    "About these figures",
  ]);
  // The weeks of the range that have begun, and all hours of the day.
  expect(strFromU8(files["xl/worksheets/sheet3.xml"] ?? new Uint8Array()).match(/<row /g)).toHaveLength(1 + 2);
  expect(strFromU8(files["xl/worksheets/sheet4.xml"] ?? new Uint8Array()).match(/<row /g)).toHaveLength(1 + 24);
  // Wednesday 1 October 2025 is day 45931 of a spreadsheet's calendar: a date, no text.
  expect(strFromU8(files["xl/worksheets/sheet2.xml"] ?? new Uint8Array())).toMatch(/<v>45931<\/v>/);
  expect(strFromU8(files["xl/styles.xml"] ?? new Uint8Array())).toContain("[h]:mm");
  expect(await whatIsStored(served.db)).toBe(before);
});

test("whoever may not see the whole unit gets no workbook, and nobody gets one without the cookie", async () => {
  expect((await download(workbook(), await cookieOf("ada"))).statusCode).toBe(403);
  expect((await download(workbook())).statusCode).toBe(419);
  expect((await download(workbook(), await served.headersOf("cho"))).statusCode).toBe(419);
  expect((await download("/units/999999/workbook", await cookieOf("cho"))).statusCode).toBe(404);
  expect((await download(`/units/${served.world.sit101}/workbook?from=yesterday`, await cookieOf("cho"))).statusCode).toBe(400);
});

test("the browser gets OnTrack's tables with the cookie", async () => {
  const path = `/csv/units/${served.world.sit101}/tutor_times_summary`;
  const found = await download(path, await cookieOf("cho"));
  expect(found.statusCode).toBe(200);
  expect(found.body.split("\n")[0]).toBe("User ID,Tutor,Total Minutes,Assessments,Comments");
  expect((await download(path, await cookieOf("ada"))).statusCode).toBe(403);
  expect((await download(path)).statusCode).toBe(419);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1"])("text that begins as %s is no formula", (text) => {
  expect(textCell(text)).toEqual({ value: `'${text}` });
  expect(textCell(`x${text}`)).toEqual({ value: `x${text}` });
  expect(headCell(text)).toEqual({ value: `'${text}`, fontWeight: "bold" });
});

const OF_OCTOBER = "from=2025-10-01&to=2025-10-31&timezone=Australia/Melbourne";

async function sessionAt(startTime: string, minutes: number, more: object = {}): Promise<SessionId> {
  const start = new Date(startTime);
  const { people, sit101 } = served.world;
  return insertRow<SessionId>(served.db, "marking_sessions", {
    userId: people.ada,
    unitId: sit101,
    ipAddress: "10.2.0.1",
    startTime: start,
    endTime: new Date(start.getTime() + minutes * MINUTE_MS),
    countedFrom: start,
    duringTutorial: false,
    durationMinutes: minutes,
    ...more,
  });
}

/** The cells of a sheet, row by row, as the file has them: numbers of days for dates and lengths, empty ones as "". */
function rowsOf(file: Buffer, sheet: number): string[][] {
  const files = unzipSync(new Uint8Array(file));
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const strings = [...text("xl/sharedStrings.xml").matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, value]) => value ?? "");
  return [...text(`xl/worksheets/sheet${sheet}.xml`).matchAll(/<row .*?<\/row>/gs)].map(([row]) => {
    const cells: string[] = [];
    for (const [, column = "", attributes = "", content = ""] of row.matchAll(/<c r="([A-Z])\d+"([^>]*)>(.*?)<\/c>/gs)) {
      const value = /<v>(.*?)<\/v>/.exec(content)?.[1] ?? /<t[^>]*>(.*?)<\/t>/s.exec(content)?.[1] ?? "";
      cells[column.charCodeAt(0) - 65] = attributes.includes('t="s"') ? (strings[Number(value)] ?? "") : value;
    }
    return Array.from(cells, (cell) => cell ?? "");
  });
}

test("the file of sessions has the rows, the columns and the order that the table has, with real dates and lengths", async () => {
  const short = await sessionAt("2025-10-07T23:00:00.000Z", 30, { commentsAdded: 2 });
  const long = await sessionAt("2025-10-04T12:00:00.000Z", 14 * 60, { commentsAdded: 1, activeMs: 90 * MINUTE_MS });
  await sessionAt("2025-10-06T12:00:00.000Z", 20);
  const path = `/sessions?${OF_OCTOBER}&userId=${served.world.people.ada}&acts=comments&order=length&descending=true&columns=length.attention.comments`;
  const { statusCode, headers, rawPayload } = await download(path, await cookieOf("ada"));
  expect([statusCode, headers["content-disposition"]]).toEqual([
    200,
    'attachment; filename="sessions-2025-10-01-to-2025-10-31.xlsx"',
  ]);
  const heads = ["Start", "End", "Length", "Attention", "Comments", "In a tutorial", "Continued", "Removed", "Session"];
  const [head, ...rows] = rowsOf(rawPayload, 1);
  expect(head).toEqual(heads);
  expect(rows.map((row) => row.at(-1))).toEqual([String(long), String(short)]);
  // From 4 October, 22:00, over the night in which clocks went forward, to 5 October, 13:00: days of a spreadsheet's calendar.
  expect(rows[0]?.slice(0, 5).map(Number)).toEqual([45934 + 22 / 24, 45935 + 13 / 24, 14 / 24, 1.5 / 24, 1]);
  expect(rows[1]?.slice(2, 5)).toEqual([String(0.5 / 24), "", "2"]);
});

test("text in it that a spreadsheet would run is made harmless, and removed sessions say by whom and why", async () => {
  const { people, sit101 } = served.world;
  await served.db.prisma.user.update({ where: { id: people.brian }, data: { firstName: "=1+1" } });
  const removed = { deletedAt: new Date(NOW), deletedById: people.cho, deletionReason: "-1, a test" };
  await sessionAt("2025-10-03T00:00:00.000Z", 10, { userId: people.brian, ...removed });
  const path = `/sessions?${OF_OCTOBER}&unitId=${sit101}&withRemoved=true`;
  const { rawPayload } = await download(path, await cookieOf("cho"));
  const [head = [], ...rows] = rowsOf(rawPayload, 1);
  const row = rows.find(([tutor]) => tutor?.includes("1+1"));
  expect([head[0], row?.[0]?.replace("&apos;", "'")]).toEqual(["Tutor", "'=1+1 Kernighan"]);
  expect(row?.[head.indexOf("Removed")]).toMatch(/^by \w+ \w+: -1, a test$/);
});

test("sessions that somebody may not see are in no file, and what names nothing is refused", async () => {
  const { people, sit101, sit202 } = served.world;
  const status = async (path: string, headers = {}) => (await download(path, headers)).statusCode;
  const ada = await cookieOf("ada");
  expect(await status(`/sessions?${OF_OCTOBER}`)).toBe(419);
  expect(await status(`/sessions?${OF_OCTOBER}`, await served.headersOf("ada"))).toBe(419);
  expect(await status(`/sessions?${OF_OCTOBER}&unitId=${sit202}`, ada)).toBe(404);
  for (const wrong of ["unitId=abc", "unitId=0", "order=name", "descending=1", "columns=a&columns=b", "from=never", "more=1"])
    expect([wrong, await status(`/sessions?${OF_OCTOBER}&${wrong}`, ada)]).toEqual([wrong, 400]);
  const { rawPayload } = await download(`/sessions?${OF_OCTOBER}&unitId=${sit101}`, ada);
  expect(new Set(rowsOf(rawPayload, 1).map(([tutor]) => tutor))).toEqual(new Set(["Tutor", "Ada Lovelace"]));
  expect(await status(`/sessions?${OF_OCTOBER}&userId=${people.eve}`, ada)).toBe(404);
});
