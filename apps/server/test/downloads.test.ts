import { addMs, HOUR_MS } from "@tutor-times/core/instant";
import { issueToken } from "@tutor-times/db/access-tokens";
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
