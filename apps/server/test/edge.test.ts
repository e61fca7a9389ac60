import { openDatabase } from "@tutor-times/db/database";
import { NOW } from "@tutor-times/db/testing/small-university";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pino } from "pino";
import { buildApp } from "../src/app";
import { serve, whatIsStored, type ServedApp } from "./served-app";

const SITE = "https://ontrack.example.edu";

let served: ServedApp;
beforeAll(async () => {
  served = await serve({ instanceId: "the-instance", corsOrigins: [SITE], trustedProxies: ["127.0.0.1"] });
});
afterAll(() => served.close());

const HUGE = JSON.stringify({ comment: "a".repeat(1024 * 1024) });

test("the health answer names the process and says whether it reaches its database", async () => {
  const answer = await served.app.inject({ url: "/healthz" });
  expect([answer.statusCode, answer.json()]).toEqual([200, { status: "ok", instance: "the-instance", database: "ok" }]);
});

test("without its database the process says so, and still answers", async () => {
  const broken = await serve();
  await broken.db.close();
  const answer = await broken.app.inject({ url: "/healthz" });
  expect([answer.statusCode, answer.json()]).toMatchObject([503, { status: "unavailable", database: "unavailable" }]);
  await broken.app.close();
});

test("what needs the database while it is away is refused with 503 and says so, whichever way it is asked", async () => {
  const nowhere = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none" });
  const app = await buildApp({ db: nowhere, log: pino({ level: "silent" }), pages: null });
  const headers = { username: "ada", "auth-token": "a token" };
  const answers = await Promise.all(["/api/units", "/api/trpc/viewer.me"].map((url) => app.inject({ url, headers })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 503]);
  for (const { body } of answers) expect(body).toContain("The database cannot be reached at the moment");
  await app.close();
  await nowhere.close();
});

test("requests are counted by route, never by what they name", async () => {
  await served.app.inject({ url: "/api/units/4711/tasks/inbox" });
  const { body } = await served.app.inject({ url: "/metrics" });
  expect(body).toContain('route="/api/units/:unit_id/tasks/inbox"');
  expect(body).not.toContain("4711");
});

test.each(["/api/auth", "/api/trpc/desk.comment", "/api/projects/1/task_def_id/1/comments"])(
  "a body over 1 MB sent to %s is refused with 413",
  async (url) => {
    const before = await whatIsStored(served.db);
    const headers = { ...(await served.headersOf("ada")), "content-type": "application/json" };
    const tokenIssued = await whatIsStored(served.db);
    const answer = await served.app.inject({ method: "POST", url, headers, payload: HUGE });
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain("larger than 1 MB");
    expect(await whatIsStored(served.db)).toBe(tokenIssued);
    expect(before).not.toBe(tokenIssued);
  },
);

test.each([
  ["half a document", '{"username": "ada"'],
  ["no document", "username=ada"],
  ["a prototype key", '{"username": "ada", "password": "x", "__proto__": {"admin": true}}'],
  ["very deep lists", "[".repeat(100_000) + "]".repeat(100_000)],
])("%s in the body is refused with 400", async (_case, payload) => {
  const headers = { "content-type": "application/json" };
  const answer = await served.app.inject({ method: "POST", url: "/api/auth", headers, payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({
    error: expect.stringMatching(/^(The body is no valid JSON|The body is nested too deeply|body is invalid)$/),
  });
});

test("a body that is no JSON is refused with 415", async () => {
  const headers = { "content-type": "application/xml" };
  const answer = await served.app.inject({ method: "POST", url: "/api/auth", headers, payload: "<ada/>" });
  expect([answer.statusCode, answer.json()]).toMatchObject([415, { error: expect.stringContaining("Unsupported Media Type") }]);
});

test.each(["/api", "/api/", "/api/nothing", "/api/units/1/nothing", "/api/trpc", "/api/trpc/a/b", "/nothing"])(
  "there is nothing at %s",
  async (url) => {
    const answer = await served.app.inject({ url });
    expect([answer.statusCode, answer.json()]).toEqual([404, { error: "There is nothing at this path" }]);
  },
);

test("an address that cannot be decoded is refused with 400", async () => {
  const answer = await served.app.inject({ url: "/api/%zz" });
  expect([answer.statusCode, answer.json()]).toMatchObject([400, { error: expect.stringContaining("url") }]);
});

test.each([
  ["GET", "/api/auth", "DELETE, OPTIONS, POST, PUT"],
  ["POST", "/api/units", "GET, HEAD, OPTIONS"],
  ["PATCH", "/api/units/1/marking_sessions", "GET, HEAD, OPTIONS"],
  ["DELETE", "/api/projects/1/task_def_id/1", "OPTIONS, PUT"],
  ["PUT", "/api/projects/1/task_def_id/1/comments", "GET, OPTIONS, POST"],
  ["DELETE", "/api/trpc/viewer.me", "GET, OPTIONS, POST"],
] as const)("%s %s is refused with 405 and what is allowed", async (method, url, allow) => {
  const answer = await served.app.inject({ method, url });
  expect([answer.statusCode, answer.headers["allow"]]).toEqual([405, allow]);
  expect(answer.json()).toEqual({ error: `${method} is not allowed here, only ${allow}` });
});

test("HEAD of a list answers as GET would, without a body", async () => {
  const answer = await served.app.inject({ method: "HEAD", url: "/api/units", headers: await served.headersOf("ada") });
  expect([answer.statusCode, answer.body]).toEqual([200, ""]);
});

test("pages of a named origin may ask, with OnTrack's headers; others get no permission", async () => {
  const preflight = (origin: string) =>
    served.app.inject({
      method: "OPTIONS",
      url: "/api/units",
      headers: { origin, "access-control-request-method": "GET", "access-control-request-headers": "username,auth-token" },
    });
  const allowed = await preflight(SITE);
  expect(allowed.statusCode).toBe(204);
  expect(allowed.headers).toMatchObject({ "access-control-allow-origin": SITE });
  expect(allowed.headers["access-control-allow-headers"]).toContain("Auth-Token");
  expect(allowed.headers["access-control-allow-credentials"]).toBeUndefined();
  expect((await preflight("https://evil.example")).headers["access-control-allow-origin"]).toBeUndefined();
  const answer = await served.app.inject({ url: "/api/auth/method", headers: { origin: "https://evil.example" } });
  expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
});

test("every answer of the API carries its request's id and is never stored", async () => {
  const answer = await served.app.inject({ url: "/api/units" });
  expect(answer.headers).toMatchObject({ "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/), "cache-control": "no-store" });
});

test.each([
  ["203.0.113.7", "127.0.0.1", "203.0.113.7"],
  ["2001:DB8:0:0:0:0:0:1", "127.0.0.1", "2001:db8::1"],
  ["::ffff:203.0.113.7", "::ffff:127.0.0.1", "203.0.113.7"],
  ["203.0.113.7", "198.51.100.1", "198.51.100.1"],
  ["198.51.100.9, 203.0.113.7", "127.0.0.1", "203.0.113.7"],
  ["unknown", "127.0.0.1", "127.0.0.1"],
])("forwarded for %s by %s, the client is %s", async (forwarded, remoteAddress, expected) => {
  served.at(NOW);
  await served.db.pool.query("TRUNCATE marking_sessions, session_activities, attention_stretches");
  const { projects, definitions } = served.world;
  const headers = { ...(await served.headersOf("ada")), "x-forwarded-for": forwarded };
  const url = `/api/projects/${projects.sam}/task_def_id/${definitions.first}/submission_details`;
  expect((await served.app.inject({ url, headers, remoteAddress })).statusCode).toBe(200);
  expect(await served.db.prisma.markingSession.findMany({ select: { ipAddress: true } })).toEqual([{ ipAddress: expected }]);
});

test.each([
  ["no text", "%"],
  ["half a document", encodeURIComponent('[["x"')],
  ["another document", encodeURIComponent('{"a":1}')],
  ["a branch of no kind that there is", encodeURIComponent('["",{"children":[["id","1","x",null],{}]}]')],
  ["a mark of no kind that there is", encodeURIComponent('["",{},null,7]')],
])("a router state that no page sends, %s, is refused before the pages see it", async (_case, state) => {
  const asked: string[] = [];
  const withPages = await serve({
    pages: async (request, response) => {
      asked.push(request.url ?? "");
      response.end("a page");
    },
  });
  const ask = (tree: string) => withPages.app.inject({ url: "/", headers: { rsc: "1", "next-router-state-tree": tree } });
  expect((await ask(state)).statusCode).toBe(400);
  expect(asked).toEqual([]);
  expect((await ask(encodeURIComponent('["",{"children":["__PAGE__",{}]},null,null,16]'))).body).toBe("a page");
  await withPages.close();
});

test("the last day of the calendar is refused, naming it, and the day before it is answered", async () => {
  served.at(NOW);
  const { sit101 } = served.world;
  const headers = await served.headersOf("cho");
  const url = (day: string) => `/api/units/${sit101}/marking_sessions?start_date=${day}&end_date=${day}`;
  expect((await served.app.inject({ url: url("9999-12-31"), headers })).json()).toEqual({ error: "start_date is invalid" });
  expect((await served.app.inject({ url: url("9998-12-31"), headers })).statusCode).toBe(200);
});
