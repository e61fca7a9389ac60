import { addMs, HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import { rowsInBatches } from "@tutor-times/db/batches";
import { makeProject, makeTask, makeUnitRole } from "@tutor-times/db/testing/factories";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callAs } from "./call-procedure";
import { serve, whatIsStored, type ServedApp } from "./served-app";

let served: ServedApp;
/** Sessions by whose they are: ada's with sam, brian's with tess, and eve's in SIT202, with sam too. */
const ids: Record<string, number> = {};

beforeAll(async () => {
  served = await serve();
  const { db, world } = served;
  const { people, projects, definitions, sit202 } = world;
  const elsewhere = await makeProject(db, { unitId: sit202, userId: people.sam });
  await makeTask(db, { projectId: elsewhere.id, taskDefinitionId: definitions.elsewhere });
  await look("ada", projects.sam, definitions.first, 0);
  await look("brian", projects.tess, definitions.first, 1);
  await look("eve", elsewhere.id, definitions.elsewhere, 2);
  const { rows } = await db.pool.query<{ id: number; username: string }>(
    "SELECT s.id, u.username FROM marking_sessions s JOIN users u ON u.id = s.user_id",
  );
  for (const { id, username } of rows) ids[username] = id;
});
afterAll(() => served.close());

async function look(name: PersonName, project: number, definition: number, minute: number): Promise<void> {
  served.at(addMs(NOW, minute * MINUTE_MS));
  const url = `/api/projects/${project}/task_def_id/${definition}/submission_details`;
  expect((await served.app.inject({ url, headers: await served.headersOf(name) })).statusCode).toBe(200);
}

async function call(name: PersonName, method: "GET" | "DELETE", url: string, payload?: object) {
  const headers = await served.headersOf(name);
  const answer = await served.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return [answer.statusCode, answer.body === "" ? null : answer.json<unknown>()];
}

/** Whose sessions an answer holds, or what it refuses with. */
async function whose(reader: PersonName, url: string): Promise<unknown> {
  const [status, body] = await call(reader, "GET", url);
  if (status !== 200) return [status, body];
  const names = Object.fromEntries(Object.entries(served.world.people).map(([name, id]) => [id, name]));
  return (body as { user_id: number }[]).map((session) => names[session.user_id]);
}

const NO_USER = [404, { error: "Unable to find requested User" }];
const NOT_YOUR_TUTOR = [403, { error: "You are not authorised to see the time of this user" }];
const NOT_YOUR_STUDENT = [403, { error: "You are not authorised to see the time spent on this student" }];

test.each([
  ["ada", "ada", ["ada"]],
  ["cho", "ada", ["ada"]],
  ["root", "ada", ["ada"]],
  ["root", "eve", ["eve"]],
  ["omar", "eve", ["eve"]],
  ["finn", "finn", []],
  ["brian", "ada", NOT_YOUR_TUTOR],
  ["sam", "ada", NOT_YOUR_TUTOR],
  ["sam", "sam", NOT_YOUR_TUTOR],
  ["cho", "eve", NO_USER],
  ["eve", "ada", NO_USER],
  ["nobody", "ada", NO_USER],
] as const)("%s asks for the sessions of the tutor %s", async (reader, tutor, expected) => {
  expect(await whose(reader, `/api/tutor-times/tutor/${served.world.people[tutor]}`)).toEqual(expected);
});

test.each([
  ["ada", "sam", ["ada"]],
  ["brian", "sam", []],
  ["brian", "tess", ["brian"]],
  ["cho", "sam", ["ada"]],
  ["omar", "sam", ["eve"]],
  ["root", "sam", ["ada", "eve"]],
  ["root", "nobody", []],
  ["finn", "sam", []],
  ["sam", "sam", NOT_YOUR_STUDENT],
  ["tess", "sam", NOT_YOUR_STUDENT],
  ["eve", "tess", NO_USER],
  ["omar", "tess", NO_USER],
  ["ada", "brian", NO_USER],
  ["nobody", "sam", NO_USER],
] as const)("%s asks for the time spent on the student %s", async (reader, student, expected) => {
  expect(await whose(reader, `/api/tutor-times/student/${served.world.people[student]}`)).toEqual(expected);
});

test("a convenor who tutors elsewhere sees all of their unit and their own part of the other", async () => {
  const { db, world } = served;
  const role = await makeUnitRole(db, { unitId: world.sit202, userId: world.people.cho });
  const url = `/api/tutor-times/student/${world.people.sam}`;
  expect(await whose("cho", url)).toEqual(["ada"]);
  await db.pool.query("DELETE FROM unit_roles WHERE id = $1", [role.id]);
});

test("a session is described in OnTrack's words, without its address, and the range is the caller's", async () => {
  const { people, sit101 } = served.world;
  const url = `/api/tutor-times/tutor/${people.ada}`;
  const session = {
    id: ids["ada"],
    user_id: people.ada,
    unit_id: sit101,
    start_time: "2025-10-08T05:00:00.000Z",
    end_time: "2025-10-08T05:00:00.000Z",
    duration_minutes: 5,
    during_tutorial: false,
    comments_added: 0,
    assessments: 0,
    submissions_opened: 1,
  };
  expect(await call("ada", "GET", url)).toEqual([200, [session]]);
  expect(await call("ada", "GET", `${url}?start_date=2025-10-07&end_date=2025-10-07`)).toEqual([200, []]);
  // 16:00 in Melbourne is the next day on Kiritimati.
  expect(await call("ada", "GET", `${url}?start_date=2025-10-08&timezone=Pacific/Kiritimati`)).toEqual([200, [session]]);
  expect(await call("ada", "GET", `${url}?start_date=2025-10-09&end_date=2025-10-09&timezone=Etc/GMT-19`)).toMatchObject([
    400,
    {},
  ]);
});

test("a session is deleted with a reason by a convenor of its unit, once; by nobody else", async () => {
  const url = `/api/tutor-times/${ids["brian"]}`;
  const reason = { reason: "A test, not marking" };
  const notFound = [404, { error: "Unable to find requested MarkingSession" }];
  const forbidden = [403, { error: "You are not authorised to delete this marking session." }];
  const before = await whatIsStored(served.db);
  const evidence = (text: string) => (JSON.parse(text) as [{ marking_sessions: number; contents: unknown }])[0].contents;
  expect(await call("cho", "DELETE", url)).toEqual([400, { error: "reason is missing" }]);
  expect(await call("cho", "DELETE", url, {})).toEqual([400, { error: "reason is missing" }]);
  expect(await call("cho", "DELETE", url, { reason: " " })).toEqual([400, { error: "reason is missing" }]);
  expect(await call("cho", "DELETE", `${url}?reason=`)).toEqual([400, { error: "reason is missing" }]);
  expect(await call("cho", "DELETE", url, { reason: 7 })).toEqual([400, { error: "reason is invalid" }]);
  expect(await call("cho", "DELETE", url, { reason: "a".repeat(1_001) })).toEqual([400, { error: "reason is invalid" }]);
  expect(await call("cho", "DELETE", `${url}?reason=%20`, { reason: "" })).toEqual([400, { error: "reason is missing" }]);
  expect(await call("brian", "DELETE", url, reason)).toEqual(forbidden);
  expect(await call("ada", "DELETE", url, reason)).toEqual(forbidden);
  expect(await call("sam", "DELETE", url, reason)).toEqual(forbidden);
  expect(await call("omar", "DELETE", url, reason)).toEqual(notFound);
  expect(evidence(await whatIsStored(served.db))).toEqual(evidence(before));
  expect(await whose("brian", `/api/tutor-times/tutor/${served.world.people.brian}`)).toEqual(["brian"]);

  const named = `${url}?reason=${encodeURIComponent(reason.reason)}`;
  expect(await call("cho", "DELETE", named, { reason: "" })).toEqual([204, null]);
  expect(await call("cho", "DELETE", url, reason)).toEqual(notFound);
  expect(await whose("brian", `/api/tutor-times/tutor/${served.world.people.brian}`)).toEqual([]);
  expect(await served.db.prisma.markingSession.findUnique({ where: { id: ids["brian"] ?? 0 } })).toMatchObject({
    deletionReason: reason.reason,
  });
});

test("the reason may stand in the query, and an admin may delete anybody's session", async () => {
  const url = `/api/tutor-times/${ids["eve"]}?reason=Counted%20twice`;
  expect(await call("eve", "DELETE", url)).toEqual([403, { error: "You are not authorised to delete this marking session." }]);
  expect(await call("root", "DELETE", url)).toEqual([204, null]);
});

test("more sessions than are in memory at once come as one list, ordered by start", async () => {
  const { db, world } = served;
  await db.pool.query(
    `INSERT INTO marking_sessions (user_id, unit_id, ip_address, start_time, end_time, counted_from, during_tutorial, created_at, updated_at)
     SELECT $1, $2, '10.0.0.9', t, t, t, false, t, t FROM generate_series(0, 1500) n, LATERAL (SELECT $3::timestamptz + n * interval '1 hour') AS l(t)`,
    [world.people.finn, world.sit101, new Date(addMs(NOW, 24 * HOUR_MS))],
  );
  const url = `/api/units/${world.sit101}/marking_sessions?start_date=2025-10-09&end_date=2026-12-31`;
  const [, sessions] = await call("cho", "GET", url);
  const starts = (sessions as { start_time: string }[]).map((session) => session.start_time);
  expect(starts).toHaveLength(1501);
  expect(starts).toEqual(starts.toSorted());
  const head = await served.app.inject({ method: "HEAD", url, headers: await served.headersOf("cho") });
  expect([head.statusCode, head.body]).toEqual([200, ""]);
  await expect.poll(() => busyConnections()).toBe(0);
});

const busyConnections = () => served.db.pool.totalCount - served.db.pool.idleCount;

test("a reader who stops, and a query that fails, give their connection back", async () => {
  const query = { text: "SELECT n FROM generate_series(1, 2000) n", values: [] };
  for await (const rows of rowsInBatches<{ n: number }>(served.db, query)) {
    expect([rows.length < 2_000, busyConnections()]).toEqual([true, 1]);
    break;
  }
  expect(busyConnections()).toBe(0);
  const failing = { text: "SELECT 1 / (1500 - n) AS n FROM generate_series(1, 2000) n", values: [] };
  let seen = 0;
  await expect(async () => {
    for await (const rows of rowsInBatches<{ n: number }>(served.db, failing)) seen += rows.length;
  }).rejects.toThrow("division by zero");
  expect([seen > 0, busyConnections()]).toEqual([true, 0]);
});

test("the typed procedure lists the same sessions for a student, to the same people", async () => {
  const { people } = served.world;
  const range = { from: "2025-10-08", to: "2025-10-08", timezone: "UTC" };
  const list = async (name: PersonName, student: PersonName) => {
    const { status, data, error } = await callAs(served, name, "sessions.list", { studentId: people[student], ...range });
    return error === undefined
      ? (data as { sessions: { userId: number }[] }).sessions.map(({ userId }) => userId)
      : [status, error.message];
  };
  expect(await list("cho", "sam")).toEqual([people.ada]);
  expect(await list("brian", "sam")).toEqual([]);
  expect(await list("eve", "tess")).toEqual([404, "Unable to find requested User"]);
});
