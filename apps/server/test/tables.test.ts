import { MINUTE_MS, parseInstant } from "@tutor-times/core/instant";
import { makeUser, makeUnitRole } from "@tutor-times/db/testing/factories";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve, type ServedApp } from "./served-app";

const SUMMARY = "User ID,Tutor,Total Minutes,Assessments,Comments";
const SESSIONS =
  "Start Date,Start Time,End Date,End Time,Timezone,Total Duration (m),Total Duration (h),Submissions Opened,Comments Added,Assessments Made,During Tutorial";

let served: ServedApp;
beforeAll(async () => {
  served = await serve();
  const { people } = served.world;
  // The Sunday on which Melbourne's clocks go forward at 2:00, the Monday with ada's tutorial at 8:00, and a Wednesday.
  await store(people.ada, "2025-10-04T15:30:00.000Z", 45, { submissionsOpened: 3, commentsAdded: 2, assessments: 1 });
  await store(people.ada, "2025-10-05T21:00:00.000Z", 120, { duringTutorial: true, assessments: 4 });
  await store(people.ada, "2025-10-08T04:00:00.000Z", 9, { commentsAdded: 1 });
  await store(people.brian, "2025-10-08T03:00:00.000Z", 63, {});
});
afterAll(() => served.close());

async function store(userId: number, start: string, minutes: number, counts: object): Promise<void> {
  const startTime = new Date(parseInstant(start));
  const endTime = new Date(startTime.getTime() + minutes * MINUTE_MS);
  const key = { userId, unitId: served.world.sit101, ipAddress: "10.0.0.1" };
  const times = { startTime, endTime, countedFrom: startTime, durationMinutes: minutes };
  await served.db.prisma.markingSession.create({ data: { ...key, ...times, duringTutorial: false, ...counts } });
}

async function table(name: PersonName, path: string, unitId: number = served.world.sit101) {
  served.at(NOW);
  const url = `/api/csv/units/${unitId}/${path}`;
  const answer = await served.app.inject({ url, headers: await served.headersOf(name) });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body, lines: answer.body.trimEnd().split("\n") };
}

test("the summary has a row for each user with a session in the range, with the credited minutes", async () => {
  const { ada, brian } = served.world.people;
  const summary = await table("cho", "tutor_times_summary");
  expect(summary.headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="SIT101-tutor-times.csv"',
  });
  expect(summary.body).toBe(`${SUMMARY}\n${brian},Brian Kernighan,63,0,0\n${ada},Ada Lovelace,174,5,3\n`);
  expect((await table("root", "tutor_times_summary?start_date=2025-10-08")).lines).toEqual([
    SUMMARY,
    `${brian},Brian Kernighan,63,0,0`,
    `${ada},Ada Lovelace,9,0,1`,
  ]);
});

test("the summary leaves out what began in a tutorial when asked to", async () => {
  const { ada, brian } = served.world.people;
  const [, ...rows] = (await table("cho", "tutor_times_summary?ignore_sessions_during_tutorials=true")).lines;
  expect(rows).toEqual([`${brian},Brian Kernighan,63,0,0`, `${ada},Ada Lovelace,54,1,3`]);
  expect((await table("cho", "tutor_times_summary?ignore_sessions_during_tutorials=TRUE")).lines.slice(1)).toEqual(rows);
  expect((await table("cho", "tutor_times_summary?ignore_sessions_during_tutorials=0")).lines).toHaveLength(3);
  const onlyTutorial = "tutor_times_summary?start_date=2025-10-06&end_date=2025-10-06&ignore_sessions_during_tutorials=true";
  expect((await table("cho", onlyTutorial)).body).toBe(`${SUMMARY}\n`);
});

test("one's own sessions have local times, the offset at their start, and hours to one decimal", async () => {
  const { body, headers } = await table("ada", "my_marking_sessions");
  expect(headers["content-disposition"]).toBe('attachment; filename="SIT101-marking-sessions.csv"');
  expect(body).toBe(
    [
      SESSIONS,
      "2025-10-05 Sunday,01:30,2025-10-05 Sunday,03:15,Australia/Melbourne +10:00,45,0.8,3,2,1,FALSE",
      "2025-10-06 Monday,08:00,2025-10-06 Monday,10:00,Australia/Melbourne +11:00,120,2.0,0,0,4,TRUE",
      "2025-10-08 Wednesday,15:00,2025-10-08 Wednesday,15:09,Australia/Melbourne +11:00,9,0.2,0,1,0,FALSE",
      "",
    ].join("\n"),
  );
});

test.each([
  ["UTC", "2025-10-05 Sunday,21:00,2025-10-05 Sunday,23:00,UTC +00:00,120,2.0,0,0,4,TRUE"],
  ["Australia/Lord_Howe", "2025-10-06 Monday,08:00,2025-10-06 Monday,10:00,Australia/Lord_Howe +11:00,120,2.0,0,0,4,TRUE"],
  ["America/St_Johns", "2025-10-05 Sunday,18:30,2025-10-05 Sunday,20:30,America/St_Johns -02:30,120,2.0,0,0,4,TRUE"],
  ["Asia/Kathmandu", "2025-10-06 Monday,02:45,2025-10-06 Monday,04:45,Asia/Kathmandu +05:45,120,2.0,0,0,4,TRUE"],
])("the zone %s is the one asked for", async (timezone, line) => {
  expect((await table("ada", `my_marking_sessions?timezone=${timezone}`)).lines).toContain(line);
});

test("my sessions are mine alone, whoever I am", async () => {
  expect((await table("cho", "my_marking_sessions")).body).toBe(`${SESSIONS}\n`);
  expect((await table("root", "my_marking_sessions")).body).toBe(`${SESSIONS}\n`);
  expect((await table("finn", "my_marking_sessions")).body).toBe(`${SESSIONS}\n`);
  expect((await table("brian", "my_marking_sessions")).lines).toHaveLength(2);
});

test.each([
  ["ada", "tutor_times_summary", 403, "You are not authorised to view the marking time of this unit."],
  ["sam", "tutor_times_summary", 403, "You are not authorised to view the marking time of this unit."],
  ["omar", "tutor_times_summary", 404, "Unable to find requested Unit"],
  ["sam", "my_marking_sessions", 403, "You are not authorised to view marking sessions for this unit"],
  ["eve", "my_marking_sessions", 404, "Unable to find requested Unit"],
] as const)("%s does not get %s", async (name, path, status, error) => {
  const answer = await table(name, path);
  expect([answer.status, JSON.parse(answer.body)]).toEqual([status, { error }]);
});

test.each([
  ["=1+1", "'=1+1"],
  ["+61 3 9000", "'+61 3 9000"],
  ["-Nick", "'-Nick"],
  ["@home", "'@home"],
  ["\tTab", "'\tTab"],
  ["\rReturn", '"\'\rReturn"'],
  ['Quo"te, and\nline', '"Quo""te, and\nline"'],
])("a name that a spreadsheet would calculate with or trip over is made harmless: %j", async (firstName, cell) => {
  const unitId = served.world.sit202;
  const user = await makeUser(served.db, { firstName, lastName: "X" });
  await makeUnitRole(served.db, { unitId, userId: user.id });
  const start = new Date(NOW - MINUTE_MS);
  await served.db.prisma.markingSession.create({
    data: {
      userId: user.id,
      unitId,
      ipAddress: "10.0.0.2",
      startTime: start,
      endTime: start,
      countedFrom: start,
      duringTutorial: false,
    },
  });
  const expected = cell.endsWith('"') ? `${cell.slice(0, -1)} X"` : `${cell} X`;
  expect((await table("omar", "tutor_times_summary", unitId)).body).toContain(`${user.id},${expected},0,0,0\n`);
});
