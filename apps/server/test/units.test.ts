import { addMs, MINUTE_MS, parseInstant } from "@tutor-times/core/instant";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { serve, type ServedApp } from "./served-app";

let served: ServedApp;
beforeAll(async () => {
  served = await serve();
});
beforeEach(() => served.at(NOW));
afterAll(() => served.close());

async function get(name: PersonName, url: string) {
  const answer = await served.app.inject({ url, headers: await served.headersOf(name) });
  return [answer.statusCode, answer.json<unknown>()];
}

async function assess(name: PersonName, trigger: string) {
  const { projects, definitions } = served.world;
  const url = `/api/projects/${projects.sam}/task_def_id/${definitions.first}`;
  const answer = await served.app.inject({ method: "PUT", url, headers: await served.headersOf(name), payload: { trigger } });
  expect(answer.statusCode).toBe(200);
}

test("a unit is listed with the role in which its reader meets it", async () => {
  const unit = {
    id: served.world.sit101,
    code: "SIT101",
    name: "Programming",
    start_date: "2025-07-14",
    end_date: "2025-11-09",
    active: true,
  };
  expect(await get("ada", "/api/units")).toEqual([200, [{ ...unit, my_role: "Tutor" }]]);
  expect(await get("cho", "/api/units")).toEqual([200, [{ ...unit, my_role: "Convenor" }]]);
  expect(await get("sam", "/api/units")).toEqual([200, [{ ...unit, my_role: "Student" }]]);
  expect(await get("nobody", "/api/units")).toEqual([200, []]);
  expect(await get("root", "/api/units")).toMatchObject([200, [{ my_role: "Admin" }, { code: "SIT202" }]]);
});

test("the inbox has what awaits feedback, the tutor's own group first", async () => {
  const { tasks, projects, definitions, sit101 } = served.world;
  const ofTask = (id: number, project: number, submitted: string) => ({
    id,
    project_id: project,
    task_definition_id: definitions.first,
    status: "ready_for_feedback",
    submission_date: submitted,
  });
  const sam = ofTask(tasks.sam, projects.sam, "2025-10-07T01:00:00.000Z");
  const tess = ofTask(tasks.tess, projects.tess, "2025-10-06T01:00:00.000Z");
  expect(await get("ada", `/api/units/${sit101}/tasks/inbox`)).toEqual([200, [sam, tess]]);
  expect(await get("cho", `/api/units/${sit101}/tasks/inbox`)).toEqual([200, [tess, sam]]);
});

test("marking sessions are the caller's own, the whole unit's for its convenor and admins, and no one's for a student", async () => {
  const { sit101, people } = served.world;
  await assess("ada", "discuss");
  served.at(addMs(NOW, MINUTE_MS));
  await assess("brian", "fix_and_resubmit");
  const sessions = `/api/units/${sit101}/marking_sessions`;
  const session = (userId: number, start: string) => ({
    id: expect.any(Number),
    user_id: userId,
    unit_id: sit101,
    start_time: start,
    end_time: start,
    duration_minutes: 5,
    during_tutorial: false,
    comments_added: 0,
    assessments: 1,
    submissions_opened: 0,
  });
  const ada = session(people.ada, "2025-10-08T05:00:00.000Z");
  const brian = session(people.brian, "2025-10-08T05:01:00.000Z");
  expect(await get("ada", sessions)).toEqual([200, [ada]]);
  expect(await get("brian", sessions)).toEqual([200, [brian]]);
  expect(await get("cho", sessions)).toEqual([200, [ada, brian]]);
  expect(await get("root", sessions)).toEqual([200, [ada, brian]]);
  expect(await get("finn", sessions)).toEqual([200, []]);
  const refusal = { error: "You are not authorised to view marking sessions for this unit" };
  expect(await get("sam", sessions)).toEqual([403, refusal]);
  expect(await get("eve", sessions)).toEqual([404, { error: "Unable to find requested Unit" }]);
});

test("marking sessions are those that start within the whole local days, by default in the unit's zone", async () => {
  const { sit202, people } = served.world;
  // 00:30 on Wednesday 8 October in Melbourne, still Tuesday in UTC.
  const start = new Date(parseInstant("2025-10-07T13:30:00.000Z"));
  const key = { userId: people.eve, unitId: sit202, ipAddress: "10.0.0.1" };
  const span = { startTime: start, endTime: start, countedFrom: start };
  await served.db.prisma.markingSession.create({ data: { ...key, ...span, duringTutorial: false } });
  const count = async (query: string) => {
    const [status, sessions] = await get("eve", `/api/units/${sit202}/marking_sessions?${query}`);
    return status === 200 && Array.isArray(sessions) ? sessions.length : status;
  };
  expect(await count("start_date=2025-10-08&end_date=2025-10-08")).toBe(1);
  expect(await count("start_date=2025-10-07&end_date=2025-10-07")).toBe(0);
  expect(await count("start_date=2025-10-07&end_date=2025-10-07&timezone=UTC")).toBe(1);
  expect(await count("")).toBe(1);
  served.at(parseInstant("2025-10-15T12:59:59.999Z"));
  expect(await count("")).toBe(1);
  served.at(parseInstant("2025-10-15T13:00:00.000Z"));
  expect(await count("")).toBe(0);
});

test("a role that was lost is lost at the next request", async () => {
  const { sit202, people } = served.world;
  const sessions = `/api/units/${sit202}/marking_sessions`;
  expect(await get("omar", sessions)).toMatchObject([200, [{ user_id: people.eve }]]);
  await served.db.prisma.unitRole.updateMany({ where: { userId: people.omar }, data: { endedAt: new Date(NOW) } });
  expect(await get("omar", sessions)).toEqual([200, []]);
  await served.db.prisma.unitRole.deleteMany({ where: { userId: people.omar } });
  expect(await get("omar", sessions)).toEqual([404, { error: "Unable to find requested Unit" }]);
});

const SESSIONS = (query: string) => `/api/units/UNIT/marking_sessions?${query}`;
const NO_UNIT = "Unable to find requested Unit";

test.each([
  ["a start date that is none", SESSIONS("start_date=2025-02-30"), 400, "start_date is invalid"],
  ["an end date in another form", SESSIONS("end_date=08/10/2025"), 400, "end_date is invalid"],
  ["two start dates", SESSIONS("start_date=2025-10-01&start_date=2025-10-02"), 400, "start_date is invalid"],
  ["a zone that does not exist", SESSIONS("timezone=Australia/Geelong"), 400, "timezone is invalid"],
  ["an offset for a zone", SESSIONS("timezone=%2B10:00"), 400, "timezone is invalid"],
  ["an empty zone", SESSIONS("timezone="), 400, "timezone is invalid"],
  ["a null character in the zone", SESSIONS("timezone=UTC%00"), 400, "timezone is invalid"],
  ["a unit without a role", "/api/units/OTHER/marking_sessions", 404, NO_UNIT],
  ["an inbox without a role", "/api/units/OTHER/tasks/inbox", 404, NO_UNIT],
  ["a unit that does not exist", "/api/units/4711/marking_sessions", 404, NO_UNIT],
  ["the largest id", "/api/units/9007199254740991/tasks/inbox", 404, NO_UNIT],
  ["an id beyond 2^53", "/api/units/9007199254740993/tasks/inbox", 404, NO_UNIT],
  ["an id beyond 2^64", "/api/units/99999999999999999999/marking_sessions", 404, NO_UNIT],
  ["id 0", "/api/units/0/marking_sessions", 404, NO_UNIT],
  ["a negative id", "/api/units/-1/marking_sessions", 404, NO_UNIT],
  ["an id with a fraction", "/api/units/1.5/marking_sessions", 404, NO_UNIT],
  ["an id in another notation", "/api/units/1e1/marking_sessions", 404, NO_UNIT],
  ["an id that is a word", "/api/units/abc/marking_sessions", 404, NO_UNIT],
  ["an id that is a null character", "/api/units/%00/marking_sessions", 404, NO_UNIT],
])("%s is refused by its name", async (_case, url, status, error) => {
  const { sit101, sit202 } = served.world;
  expect(await get("ada", url.replace("UNIT", String(sit101)).replace("OTHER", String(sit202)))).toEqual([status, { error }]);
});

test("a range may be as long as the calendar, and one that ends before it starts is empty", async () => {
  const url = `/api/units/${served.world.sit101}/marking_sessions`;
  expect(await get("ada", `${url}?start_date=1970-01-01&end_date=9998-12-31`)).toMatchObject([200, [{}]]);
  expect(await get("ada", `${url}?start_date=2025-10-09&end_date=2025-10-08`)).toEqual([200, []]);
});
