import { addMs, MINUTE_MS } from "@tutor-times/core/instant";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serve, whatIsStored, type ServedApp } from "./served-app";

let served: ServedApp;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

type Method = "GET" | "POST" | "PUT" | "DELETE";

async function call(name: PersonName, method: Method, path: string, payload?: object) {
  const { projects, definitions } = served.world;
  const url = `/api/projects/${projects.sam}/task_def_id/${definitions.first}${path}`;
  const headers = await served.headersOf(name);
  const answer = await served.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.body === "" ? null : answer.json<Record<string, unknown>>() };
}

/** What the convenor sees of the unit's sessions. */
async function sessions() {
  const url = `/api/units/${served.world.sit101}/marking_sessions`;
  const answer = await served.app.inject({ url, headers: await served.headersOf("cho") });
  return answer.json<{ id: number; user_id: number; duration_minutes: number }[]>();
}

function actions() {
  return served.db.prisma.sessionActivity.findMany({ orderBy: { id: "asc" }, select: { action: true, statusChanged: true } });
}

test("PUT by a tutor sets the status and counts as an assessment; the same status again does not", async () => {
  const { tasks, projects, definitions, people } = served.world;
  const first = await call("ada", "PUT", "", { trigger: "fix_and_resubmit" });
  expect(first).toEqual({
    status: 200,
    body: {
      id: tasks.sam,
      project_id: projects.sam,
      task_definition_id: definitions.first,
      status: "fix_and_resubmit",
      due_date: "2025-10-03",
      submission_date: "2025-10-07T01:00:00.000Z",
      completion_date: null,
      times_assessed: 1,
      grade: null,
      quality_pts: null,
    },
  });
  served.at(addMs(NOW, 10 * MINUTE_MS));
  expect(await call("ada", "PUT", "", { trigger: "fix_and_resubmit", grade: 2, quality_pts: 3 })).toMatchObject({
    status: 200,
    body: { times_assessed: 1, grade: 2, quality_pts: 3 },
  });
  expect(await sessions()).toMatchObject([{ user_id: people.ada, duration_minutes: 10, assessments: 1 }]);
  expect(await actions()).toEqual([
    { action: "assessing", statusChanged: true },
    { action: "assessing", statusChanged: false },
  ]);
});

test("PUT without a trigger saves without evidence, and with nothing at all changes nothing", async () => {
  expect(await call("ada", "PUT", "", { grade: 1 })).toMatchObject({
    status: 200,
    body: { grade: 1, status: "ready_for_feedback" },
  });
  const before = await whatIsStored(served.db);
  expect((await call("ada", "PUT", "", {})).status).toBe(200);
  expect((await call("ada", "PUT", "", { trigger: null, grade: null })).status).toBe(200);
  expect(JSON.parse(await whatIsStored(served.db))).toMatchObject([{ session_activities: 0, contents: [{ grade: 1 }, {}] }]);
  expect(JSON.parse(before)).toMatchObject([{ marking_sessions: 0 }]);
});

test("students set their own tasks to what students may, and leave no evidence", async () => {
  expect(await call("sam", "PUT", "", { trigger: "need_help" })).toMatchObject({ status: 200, body: { status: "need_help" } });
  const refused = { status: 403, body: { error: "This status change is not allowed for this task." } };
  expect(await call("sam", "PUT", "", { trigger: "complete" })).toEqual(refused);
  expect(await actions()).toEqual([]);
  // Submitted again without a text: every answer says when.
  expect(await call("sam", "GET", "/submission_details")).toMatchObject({
    body: { submission_date: "2025-10-08T05:00:00.000Z" },
  });
  await call("ada", "PUT", "", { trigger: "complete" });
  expect(await call("sam", "PUT", "", { trigger: "working_on_it" })).toMatchObject({ body: { completion_date: null } });
});

test("comments are added, listed, marked unread and deleted, and each of it is recorded", async () => {
  const { people } = served.world;
  const added = await call("ada", "POST", "/comments", { comment: "  Well done.  " });
  const person = (id: number, first: string, last: string, email: string) => ({ id, first_name: first, last_name: last, email });
  expect(added).toEqual({
    status: 201,
    body: {
      id: expect.any(Number),
      comment: "Well done.",
      type: "text",
      is_new: false,
      reply_to_id: null,
      author: person(people.ada, "Ada", "Lovelace", "ada@example.edu"),
      recipient: person(people.sam, "Sam", "Student", "sam@example.edu"),
      created_at: "2025-10-08T05:00:00.000Z",
      recipient_read_time: null,
    },
  });
  const id = Number(added.body?.["id"]);
  expect(await call("sam", "POST", "/comments", { comment: "Thanks!", reply_to_id: id })).toMatchObject({
    body: { reply_to_id: id },
  });
  expect(await call("ada", "GET", "/comments")).toMatchObject({
    status: 200,
    body: [{ id }, { comment: "Thanks!", is_new: true }],
  });
  expect(await call("ada", "GET", "/comments")).toMatchObject({ status: 200, body: [{ id }, { is_new: false }] });
  expect((await call("ada", "POST", `/comments/${id + 1}`)).status).toBe(201);
  expect(await call("ada", "DELETE", `/comments/${id}`)).toEqual({ status: 204, body: null });
  expect((await actions()).map(({ action }) => action)).toEqual([
    "add-comment",
    "get-comments",
    "get-comments",
    "mark-comment-unread",
    "delete-comment",
  ]);
  expect(await sessions()).toMatchObject([{ user_id: people.ada, comments_added: 1 }]);
});

test("looking at the submission is recorded for staff and not for its student", async () => {
  const details = { status: 200, body: { has_pdf: false, submission_date: "2025-10-07T01:00:00.000Z", processing_pdf: false } };
  expect(await call("sam", "GET", "/submission_details")).toEqual(details);
  expect(await actions()).toEqual([]);
  expect(await call("ada", "GET", "/submission_details")).toEqual(details);
  expect(await actions()).toEqual([{ action: "get-submission-details", statusChanged: false }]);
  expect(await sessions()).toMatchObject([{ submissions_opened: 1 }]);
});

test("HEAD is no reading: the routes that record evidence do not have it", async () => {
  const { projects, definitions } = served.world;
  const url = `/api/projects/${projects.sam}/task_def_id/${definitions.first}/comments`;
  const answer = await served.app.inject({ method: "HEAD", url, headers: await served.headersOf("ada") });
  expect([answer.statusCode, answer.headers["allow"]]).toEqual([405, "GET, OPTIONS, POST"]);
  expect(await actions()).toEqual([]);
});

const SAM = "/api/projects/SAM/task_def_id/FIRST";
const NO_PROJECT = "Unable to find requested Project";
const NO_TASK = "Unable to find requested Task";
const EMPTY = "Comment text is empty, unable to add new comment";

const REFUSED: [string, PersonName, Method, string, object | undefined, number, string][] = [
  ["an unknown trigger", "ada", "PUT", SAM, { trigger: "excellent" }, 403, "This status change is not allowed for this task."],
  ["a trigger that is a number", "ada", "PUT", SAM, { trigger: 7 }, 400, "trigger is invalid"],
  ["a trigger with a null character", "ada", "PUT", SAM, { trigger: "complete\0" }, 400, "trigger is invalid"],
  ["a grade that is a word", "ada", "PUT", SAM, { grade: "good" }, 400, "grade is invalid"],
  ["a grade with a fraction", "ada", "PUT", SAM, { grade: 1.5 }, 400, "grade is invalid"],
  ["a grade beyond all grades", "ada", "PUT", SAM, { grade: 2 ** 40 }, 400, "grade is invalid"],
  ["points that are a list", "ada", "PUT", SAM, { quality_pts: [1] }, 400, "quality_pts is invalid"],
  ["a body that is a list", "ada", "PUT", SAM, [], 400, "body is invalid"],
  ["an unknown project", "ada", "PUT", "/api/projects/4711/task_def_id/FIRST", { trigger: "complete" }, 404, NO_PROJECT],
  ["an unknown definition", "ada", "PUT", "/api/projects/SAM/task_def_id/4711", { trigger: "complete" }, 404, NO_TASK],
  [
    "a definition of another unit",
    "root",
    "PUT",
    "/api/projects/SAM/task_def_id/ELSEWHERE",
    { trigger: "complete" },
    404,
    NO_TASK,
  ],
  ["a project id beyond 2^53", "ada", "PUT", "/api/projects/9007199254740992/task_def_id/FIRST", {}, 404, NO_PROJECT],
  ["a definition id of 2^64", "ada", "PUT", "/api/projects/SAM/task_def_id/18446744073709551616", {}, 404, NO_TASK],
  ["a tutor of another unit", "eve", "PUT", SAM, { trigger: "complete" }, 404, NO_PROJECT],
  ["somebody without any role", "nobody", "GET", `${SAM}/comments`, undefined, 404, NO_PROJECT],
  ["another student's task", "tess", "PUT", SAM, { trigger: "need_help" }, 403, "You are not authorised to change this task."],
  ["another student's comments", "tess", "GET", `${SAM}/comments`, undefined, 403, "You are not authorised to see this task."],
  [
    "another student's submission",
    "tess",
    "GET",
    `${SAM}/submission_details`,
    undefined,
    403,
    "You are not authorised to see this task",
  ],
  ["an empty comment", "ada", "POST", `${SAM}/comments`, { comment: "  " }, 403, EMPTY],
  ["a comment that is missing", "ada", "POST", `${SAM}/comments`, {}, 400, "comment is invalid"],
  ["a comment that is a number", "ada", "POST", `${SAM}/comments`, { comment: 7 }, 400, "comment is invalid"],
  ["a comment with a null character", "ada", "POST", `${SAM}/comments`, { comment: "a\0b" }, 400, "comment is invalid"],
  ["a comment with half a character", "ada", "POST", `${SAM}/comments`, { comment: "a\udc00" }, 400, "comment is invalid"],
  ["a comment that is too long", "ada", "POST", `${SAM}/comments`, { comment: "a".repeat(10_001) }, 400, "comment is invalid"],
  ["a reply to no comment", "ada", "POST", `${SAM}/comments`, { comment: "a", reply_to_id: 4711 }, 400, "reply_to_id is invalid"],
  [
    "a reply to an id that is a word",
    "ada",
    "POST",
    `${SAM}/comments`,
    { comment: "a", reply_to_id: "1" },
    400,
    "reply_to_id is invalid",
  ],
  [
    "a reply beyond 2^53",
    "ada",
    "POST",
    `${SAM}/comments`,
    { comment: "a", reply_to_id: 2 ** 53 },
    400,
    "reply_to_id is invalid",
  ],
  ["an unknown comment", "ada", "DELETE", `${SAM}/comments/4711`, undefined, 404, "Unable to find requested TaskComment"],
  ["a comment id that is a word", "ada", "POST", `${SAM}/comments/abc`, undefined, 404, "Unable to find requested TaskComment"],
];

test("what is refused says why, and nothing is written", async () => {
  const { projects, definitions } = served.world;
  const path = (template: string) =>
    template
      .replace("SAM", String(projects.sam))
      .replace("FIRST", String(definitions.first))
      .replace("ELSEWHERE", String(definitions.elsewhere));
  for (const [label, name, method, url, payload, status, error] of REFUSED) {
    const headers = await served.headersOf(name);
    const before = await whatIsStored(served.db);
    const answer = await served.app.inject({ method, url: path(url), headers, ...(payload === undefined ? {} : { payload }) });
    expect([label, answer.statusCode, answer.json()]).toEqual([label, status, { error }]);
    expect([label, await whatIsStored(served.db)]).toEqual([label, before]);
  }
});

test("the same comment twice in a row is refused and not recorded", async () => {
  await call("ada", "POST", "/comments", { comment: "Again" });
  const before = await whatIsStored(served.db);
  expect((await call("ada", "POST", "/comments", { comment: "Again" })).body).toEqual({
    error: "No comment added. Comment duplicates last comment, so ignored.",
  });
  expect(JSON.parse(await whatIsStored(served.db))).toMatchObject([{ session_activities: 1, task_comments: 1 }]);
  expect(JSON.parse(before)).toMatchObject([{ session_activities: 1, task_comments: 1 }]);
});
