import type { SessionId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, HOUR_MS, parseInstant, SECOND_MS, type Instant } from "@tutor-times/core/instant";
import type { PersonalScope } from "@tutor-times/core/token-scopes";
import { issueToken, revokeToken } from "@tutor-times/db/access-tokens";
import { deleteSession } from "@tutor-times/db/sessions/deletion";
import type { CalendarEntry } from "@tutor-times/db/sessions/latest-sessions";
import { insertRow } from "@tutor-times/db/testing/insert-row";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { loadViewer } from "@tutor-times/db/viewers";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sessionCalendar } from "../src/calendar/session-calendar";
import { serve, type ServedApp } from "./served-app";

let served: ServedApp;
const logged: string[] = [];
beforeAll(async () => {
  served = await serve({ log: pino({ level: "debug" }, { write: (line: string) => void logged.push(line) }) });
});
afterAll(() => served.close());

async function tokenOf(name: PersonName, scope: PersonalScope = "feed"): Promise<string> {
  const userId = served.world.people[name];
  return issueToken(served.db, { kind: "personal", userId, scopes: [scope], now: NOW, expiresAt: addMs(NOW, HOUR_MS) });
}

async function calendar(token: string) {
  return served.app.inject({ url: `/api/calendar/sessions.ics?token=${token}`, headers: { host: "times.example.edu" } });
}

let addresses = 0;
async function sessionAt(name: PersonName, start: Instant, lengthMs = HOUR_MS): Promise<SessionId> {
  addresses += 1;
  const times = { startTime: new Date(start), endTime: new Date(addMs(start, lengthMs)), countedFrom: new Date(start) };
  const { people, sit101 } = served.world;
  return insertRow<SessionId>(served.db, "marking_sessions", {
    userId: people[name],
    unitId: sit101,
    ipAddress: `10.1.0.${addresses}`,
    ...times,
    duringTutorial: false,
    durationMinutes: 60,
  });
}

/** The events of an answer, unfolded: their properties by name. */
function eventsOf(text: string): Record<string, string>[] {
  const unfolded = text.replaceAll("\r\n ", "");
  return unfolded
    .split("BEGIN:VEVENT\r\n")
    .slice(1)
    .map((event) =>
      Object.fromEntries(
        (event.split("END:VEVENT")[0] ?? "")
          .trim()
          .split("\r\n")
          .map((line) => {
            const at = line.indexOf(":");
            return [line.slice(0, at), line.slice(at + 1)];
          }),
      ),
    );
}

test("a calendar has an event for each of one's own sessions of half a year, in UTC, and none that was removed", async () => {
  const [kept, removed] = [await sessionAt("ada", addMs(NOW, -3 * HOUR_MS)), await sessionAt("ada", addMs(NOW, -6 * HOUR_MS))];
  const oldest = await sessionAt("ada", addMs(NOW, -182 * DAY_MS));
  await sessionAt("ada", addMs(NOW, -182 * DAY_MS - 1));
  await sessionAt("brian", addMs(NOW, -3 * HOUR_MS));
  const cho = await loadViewer(served.db, served.world.people.cho, NOW);
  if (cho === null) throw new Error("There is no convenor");
  await deleteSession(served.db, cho.scope, { sessionId: removed, reason: "A test", now: NOW });
  const { statusCode, headers, body } = await calendar(await tokenOf("ada"));
  expect([statusCode, headers["content-type"], headers["cache-control"]]).toEqual([
    200,
    "text/calendar; charset=utf-8",
    "no-store",
  ]);
  const events = eventsOf(body);
  expect(events.map(({ UID }) => UID)).toEqual([`session-${kept}@times.example.edu`, `session-${oldest}@times.example.edu`]);
  const utc = (at: Instant) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  expect(events[0]).toMatchObject({
    DTSTAMP: utc(NOW),
    DTSTART: utc(addMs(NOW, -3 * HOUR_MS)),
    DTEND: utc(addMs(NOW, -2 * HOUR_MS)),
    SUMMARY: "Marking SIT101",
    TRANSP: "TRANSPARENT",
    "URL;VALUE=URI": `http://times.example.edu/sessions/${kept}`,
  });
});

test("an address of a calendar is good for that and for nothing else, and no other token makes one", async () => {
  const feed = await tokenOf("ada");
  const asBearer = await served.app.inject({ url: "/api/trpc/viewer.me", headers: { authorization: `Bearer ${feed}` } });
  expect(asBearer.statusCode).toBe(403);
  expect((await calendar(await tokenOf("ada", "read"))).json()).toEqual({
    error: 'This token has the scope "read", which does not suffice here: a token with the scope "feed" is needed.',
  });
  const inHeader = { url: "/api/calendar/sessions.ics", headers: { authorization: `Bearer ${feed}` } };
  expect((await served.app.inject(inHeader)).statusCode).toBe(419);
});

test.each(["x".repeat(201), "x&token=y", ""])("an address with the token %j is no calendar's", async (token) => {
  expect((await calendar(token)).statusCode).toBe(token === "" ? 419 : 400);
});

test("it ends when it is revoked, and when its owner's account is closed", async () => {
  const [revoked, closed] = [await tokenOf("ada"), await tokenOf("brian")];
  expect([(await calendar(revoked)).statusCode, (await calendar(closed)).statusCode]).toEqual([200, 200]);
  await revokeToken(served.db, { token: revoked, now: NOW });
  await served.db.prisma.user.update({ where: { id: served.world.people.brian }, data: { active: false } });
  expect([(await calendar(revoked)).statusCode, (await calendar(closed)).statusCode]).toEqual([419, 419]);
});

test("the log never holds the token of an address, whether it was good or not", async () => {
  const token = await tokenOf("ada");
  logged.length = 0;
  for (const address of [token, `${token}x`, `${token}&token=${token}`, `${token}%`]) await calendar(address);
  const lines = logged.filter((line) => line.includes("/api/calendar/sessions.ics"));
  expect(lines).toHaveLength(4);
  expect(logged.filter((line) => line.includes(token))).toEqual([]);
});

const entry: CalendarEntry = {
  id: 7 as SessionId,
  unitCode: "SIT101",
  start: parseInstant("2025-10-04T15:59:59.900Z"),
  end: parseInstant("2025-10-04T16:30:00.100Z"),
  durationMinutes: 30,
  duringTutorial: true,
  assessments: 3,
  submissionsOpened: 4,
  commentsAdded: 1,
};
const made = { site: "https://times.example.edu", now: NOW };

test("what is text for the calendar stays text: commas, semicolons, backslashes and line ends", () => {
  const text = sessionCalendar([{ ...entry, unitCode: "A;B,C\\D\r\nATTENDEE:mailto:x@example.edu" }], made);
  expect(eventsOf(text)[0]?.["SUMMARY"]).toBe(String.raw`Marking A\;B\,C\\D\nATTENDEE:mailto:x@example.edu (in a tutorial)`);
  expect(text).not.toMatch(/^ATTENDEE/m);
  expect(eventsOf(text)[0]?.["DESCRIPTION"]).toBe(
    String.raw`Counted: 30 min\nTasks assessed: 3\nSubmissions opened: 4\nComments: 1`,
  );
});

test("lines end as the standard wants it and are at most 75 bytes long, whatever the alphabet", () => {
  const text = sessionCalendar([{ ...entry, unitCode: "وحدة البرمجة 👩🏽‍🏫 ".repeat(12) }], made);
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(Math.max(...text.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
});

test("times are whole seconds, and a session that ends in the second in which it begins is an instant", () => {
  const [whole] = eventsOf(sessionCalendar([entry], made));
  expect([whole?.["DTSTART"], whole?.["DTEND"]]).toEqual(["20251004T155959Z", "20251004T163000Z"]);
  const [instantLong] = eventsOf(sessionCalendar([{ ...entry, end: addMs(entry.start, SECOND_MS / 20) }], made));
  expect([instantLong?.["DTSTART"], instantLong?.["DTEND"]]).toEqual(["20251004T155959Z", undefined]);
});

test("somebody without sessions gets a calendar without events", () => {
  const text = sessionCalendar([], made);
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  expect(text).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n");
  expect(eventsOf(text)).toEqual([]);
});
