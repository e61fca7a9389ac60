import { makeComment } from "@tutor-times/db/testing/factories";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchDocument, operationsOf, type Operation } from "./openapi-document";
import { serve, whatIsStored, type ServedApp } from "./served-app";

// Every parameter of every call of OnTrack's, one at a time: malformed, out of range, of nothing, of somebody else's.

type Ids = Readonly<Record<string, number>>;

/** A request that succeeds, and what each of its ids names. */
interface Good {
  readonly as: PersonName;
  readonly status: number;
  readonly path?: Readonly<Record<string, { readonly names: string; readonly good: keyof Ids; readonly foreign: keyof Ids }>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

const unit = { names: "Unit", good: "sit101", foreign: "sit202" };
const task = {
  id: { names: "Project", good: "project", foreign: "projectElsewhere" },
  task_definition_id: { names: "Task", good: "definition", foreign: "definitionElsewhere" },
};
const comment = { ...task, comment_id: { names: "TaskComment", good: "comment", foreign: "commentOfAnother" } };
const range = { start_date: "2025-10-01", end_date: "2025-10-08", timezone: "UTC" };

const GOOD: Readonly<Record<string, Good>> = {
  "GET /api/auth/method": { as: "ada", status: 200 },
  "POST /api/auth": { as: "ada", status: 401, body: { username: "ada", password: "a guess", remember: false } },
  "GET /api/units": { as: "ada", status: 200 },
  "GET /api/units/{unit_id}/tasks/inbox": { as: "ada", status: 200, path: { unit_id: unit } },
  "GET /api/units/{unit_id}/marking_sessions": { as: "ada", status: 200, path: { unit_id: unit }, query: range },
  "PUT /api/projects/{id}/task_def_id/{task_definition_id}": {
    as: "ada",
    status: 200,
    path: task,
    body: { trigger: "discuss", grade: 1, quality_pts: 2 },
  },
  "GET /api/projects/{id}/task_def_id/{task_definition_id}/submission_details": { as: "ada", status: 200, path: task },
  "GET /api/projects/{id}/task_def_id/{task_definition_id}/submission_files": { as: "ada", status: 200, path: task },
  "GET /api/projects/{id}/task_def_id/{task_definition_id}/comments": { as: "ada", status: 200, path: task },
  "POST /api/projects/{id}/task_def_id/{task_definition_id}/comments": {
    as: "ada",
    status: 201,
    path: task,
    body: { comment: "Well done", reply_to_id: null },
  },
  "GET /api/projects/{id}/task_def_id/{task_definition_id}/comments/{comment_id}": { as: "ada", status: 404, path: comment },
  "POST /api/projects/{id}/task_def_id/{task_definition_id}/comments/{comment_id}": { as: "ada", status: 201, path: comment },
  "DELETE /api/projects/{id}/task_def_id/{task_definition_id}/comments/{comment_id}": { as: "cho", status: 204, path: comment },
  "GET /api/tutor-times/tutor/{tutor_id}": {
    as: "cho",
    status: 200,
    path: { tutor_id: { names: "User", good: "ada", foreign: "eve" } },
    query: range,
  },
  "GET /api/tutor-times/student/{student_id}": {
    as: "cho",
    status: 200,
    path: { student_id: { names: "User", good: "sam", foreign: "eve" } },
    query: range,
  },
  "DELETE /api/tutor-times/{id}": {
    as: "cho",
    status: 204,
    path: { id: { names: "MarkingSession", good: "session", foreign: "sessionElsewhere" } },
    query: { reason: "A test" },
    body: { reason: "A test" },
  },
  "GET /api/csv/units/{id}/tutor_times_summary": {
    as: "cho",
    status: 200,
    path: { id: unit },
    query: { ...range, ignore_sessions_during_tutorials: "true" },
  },
  "GET /api/csv/units/{id}/my_marking_sessions": { as: "ada", status: 200, path: { id: unit }, query: range },
  "PUT /api/auth": { as: "ada", status: 200, body: { remember: true } },
  "DELETE /api/auth": { as: "ada", status: 204 },
};

/** Their own tests try them. */
const ELSEWHERE = ["POST /api/acts", "GET /api/calendar/sessions.ics"];

const NO_IDS = [
  "0",
  "-1",
  "1.5",
  "1e1",
  "0x1",
  "01",
  "+1",
  "%201",
  "abc",
  "null",
  "%00",
  "1%00",
  "4711",
  "9007199254740991",
  "9007199254740992",
  "18446744073709551617",
  "9".repeat(300),
];

const NO_DATES = [
  "",
  "tomorrow",
  "2025-02-30",
  "2025-13-01",
  "08/10/2025",
  "2025-10-08T00:00:00Z",
  "2025-10-8",
  "1969-12-31",
  "9999-12-31",
  "%00",
];

const BAD_TEXTS: Readonly<Record<string, readonly string[]>> = {
  start_date: NO_DATES,
  end_date: NO_DATES,
  timezone: ["", "Australia/Geelong", "+10:00", "%2B10:00", "UTC%00", "a".repeat(65)],
  ignore_sessions_during_tutorials: ["", "yes", "2", "truE!", "null"],
  reason: ["a%00b", "a".repeat(1_001)],
};

const NO_TEXT = [7, true, ["a"], { a: 1 }, "a\0b", "\uD800"];

const BAD_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  username: [undefined, null, ...NO_TEXT, "a".repeat(321)],
  password: [undefined, null, ...NO_TEXT, "a".repeat(1_001)],
  remember: ["yes", 1, []],
  trigger: [...NO_TEXT, "a".repeat(65)],
  grade: ["1", 1.5, -2, 101, 2 ** 40, true, []],
  quality_pts: ["1", 0.5, -2, 1_001, 2 ** 40, [1]],
  comment: [undefined, null, ...NO_TEXT, "a".repeat(10_001)],
  reply_to_id: ["1", 0, -1, 1.5, 4711, 2 ** 53, [1]],
  reason: [...NO_TEXT, "a".repeat(1_001)],
};

let served: ServedApp;
let ids: Ids;
let operations: Operation[];

beforeAll(async () => {
  served = await serve();
  const { db, world } = served;
  const { people, projects, definitions, tasks, sit101, sit202 } = world;
  const made = (taskId: typeof tasks.sam) => makeComment(db, { taskId, authorId: people.sam, recipientId: people.ada });
  ids = {
    ...people,
    sit101,
    sit202,
    project: projects.sam,
    projectElsewhere: await projectElsewhere(),
    definition: definitions.first,
    definitionElsewhere: definitions.elsewhere,
    comment: (await made(tasks.sam)).id,
    commentOfAnother: (await made(tasks.tess)).id,
    session: await session(people.ada, sit101),
    sessionElsewhere: await session(people.eve, sit202),
  };
  operations = operationsOf(await fetchDocument(served)).filter(({ name }) => !ELSEWHERE.includes(name));
});
afterAll(() => served.close());

async function projectElsewhere(): Promise<number> {
  const { people, sit202 } = served.world;
  const data = { unitId: sit202, userId: people.tess };
  return Number((await served.db.prisma.project.create({ data })).id);
}

async function session(userId: number, unitId: number): Promise<number> {
  const at = new Date(NOW);
  const data = { userId, unitId, ipAddress: "10.0.0.1", startTime: at, endTime: at, countedFrom: at, duringTutorial: false };
  return Number((await served.db.prisma.markingSession.create({ data })).id);
}

interface Change {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

async function send({ path, method }: Operation, good: Good, change: Change, headers: Record<string, string>) {
  const url = path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => change.path?.[name] ?? String(ids[good.path?.[name]?.good ?? ""]),
  );
  const query = Object.entries({ ...good.query, ...change.query }).map(([name, value]) => `${name}=${value}`);
  const body = "body" in change ? change.body : good.body;
  const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
  return served.app.inject({
    method: method as "GET",
    url: query.length === 0 ? url : `${url}?${query.join("&")}`,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...payload,
  });
}

/** Every wrong request for an operation, with the answer that it must get. */
function wrongRequests(operation: Operation, good: Good): [string, Change, number, string][] {
  const rows: [string, Change, number, string][] = [];
  for (const [name, { names, foreign }] of Object.entries(good.path ?? {})) {
    for (const text of [...NO_IDS, String(ids[foreign])]) {
      rows.push([`${name}=${text}`, { path: { [name]: text } }, 404, `Unable to find requested ${names}`]);
    }
  }
  for (const name of Object.keys(good.query ?? {})) {
    for (const text of BAD_TEXTS[name] ?? [])
      rows.push([`${name}=${text}`, { query: { [name]: text } }, 400, `${name} is invalid`]);
    rows.push([
      `${name} twice`,
      { query: { [name]: `${good.query?.[name]}&${name}=${good.query?.[name]}` } },
      400,
      `${name} is invalid`,
    ]);
  }
  for (const name of Object.keys(good.body ?? {})) {
    for (const value of BAD_VALUES[name] ?? []) {
      rows.push([`${name}: ${JSON.stringify(value)}`, { body: { ...good.body, [name]: value } }, 400, `${name} is invalid`]);
    }
  }
  if (operation.requestBody !== undefined) {
    for (const body of [[], "text", 7, true]) rows.push([`body: ${JSON.stringify(body)}`, { body }, 400, "body is invalid"]);
  }
  return rows;
}

test("the table holds every operation, and every parameter and field of each", () => {
  expect(operations.map(({ name }) => name).toSorted()).toEqual(Object.keys(GOOD).toSorted());
  for (const { name, parameters = [], requestBody } of operations) {
    const { path = {}, query = {}, body = {} } = GOOD[name] ?? { as: "ada", status: 0 };
    const schema = requestBody?.content["application/json"]?.schema;
    const object = schema?.anyOf?.find((part) => part.properties !== undefined) ?? schema;
    expect([name, Object.keys({ ...path, ...query }).toSorted()]).toEqual([name, parameters.map((one) => one.name).toSorted()]);
    expect([name, Object.keys(body).toSorted()]).toEqual([name, Object.keys(object?.properties ?? {}).toSorted()]);
    for (const field of Object.keys(query)) expect([field, BAD_TEXTS[field]]).toEqual([field, expect.any(Array)]);
    for (const field of Object.keys(body)) expect([field, BAD_VALUES[field]]).toEqual([field, expect.any(Array)]);
  }
});

test.each(Object.keys(GOOD))("%s refuses what is wrong by its name, and keeps nothing of it", async (name) => {
  const operation = operations.find((one) => one.name === name);
  const good = GOOD[name];
  if (operation === undefined || good === undefined) throw new Error(`There is no ${name}`);
  const headers = await served.headersOf(good.as);
  const before = await whatIsStored(served.db);
  for (const [label, change, status, error] of wrongRequests(operation, good)) {
    const answer = await send(operation, good, change, headers);
    expect([label, answer.statusCode, answer.json()]).toEqual([label, status, { error }]);
  }
  expect(await whatIsStored(served.db)).toBe(before);
  const answer = await send(operation, good, {}, headers);
  expect([answer.statusCode, answer.body]).toEqual([good.status, expect.any(String)]);
});
