import type { AppRouter } from "@tutor-times/api/router";
import { addMs, formatInstant, MINUTE_MS } from "@tutor-times/core/instant";
import { issueToken } from "@tutor-times/db/access-tokens";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import type { inferRouterOutputs } from "@trpc/server";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callAs, methodOf, send } from "./call-procedure";
import { serve, whatIsStored, type ServedApp } from "./served-app";

const SECRET = "a secret for these tests alone";

let served: ServedApp;
beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] = SECRET;
  served = await serve();
});
beforeEach(() => served.at(NOW));
afterAll(() => served.close());

const call = (name: PersonName, path: string, input?: unknown) => callAs(served, name, path, input);

async function cookieOf(name: PersonName): Promise<string> {
  const userId = served.world.people[name];
  const token = await issueToken(served.db, { userId, kind: "browser", now: NOW, expiresAt: addMs(NOW, 60 * MINUTE_MS) });
  return `next-auth.session-token=${await encode({ token: { browserToken: token }, secret: SECRET })}`;
}

const sams = () => ({ projectId: served.world.projects.sam, taskDefinitionId: served.world.definitions.first });

test("a tutor reads, comments and assesses, and sees the session grow", async () => {
  const { sit101, tasks, people } = served.world;
  expect((await call("ada", "tracker.current")).data).toEqual({ now: formatInstant(NOW), sessions: [] });
  expect((await call("ada", "desk.inbox", { unitId: sit101 })).data).toMatchObject({
    tasks: [
      { taskId: tasks.sam, own: true },
      { taskId: tasks.tess, own: false },
    ],
  });
  expect((await call("ada", "tracker.recordActivity", { ...sams(), action: "get-submission-details" })).data).toEqual({
    verdict: "recorded",
  });
  served.at(addMs(NOW, 2 * MINUTE_MS));
  const beat = { ...sams(), from: formatInstant(NOW), to: formatInstant(addMs(NOW, MINUTE_MS)), kind: "reading" };
  expect((await call("ada", "tracker.heartbeat", { beats: [beat, { ...beat, to: beat.from }] })).data).toEqual({
    receivedAt: "2025-10-08T05:02:00.000Z",
    verdicts: ["recorded", "invalid"],
  });
  const comment = (await call("ada", "desk.comment", { ...sams(), comment: "Nice." })).data;
  expect(comment).toMatchObject({ text: "Nice.", author: { id: people.ada }, recipient: { id: people.sam } });
  served.at(addMs(NOW, 7 * MINUTE_MS));
  expect((await call("ada", "desk.assess", { ...sams(), trigger: "complete" })).data).toMatchObject({
    id: tasks.sam,
    status: "complete",
    completionDate: expect.any(String),
    timesAssessed: 1,
  });
  expect((await call("ada", "tracker.current")).data).toEqual({
    now: "2025-10-08T05:07:00.000Z",
    sessions: [
      {
        sessionId: expect.any(Number),
        unitId: sit101,
        unitCode: "SIT101",
        start: "2025-10-08T05:00:00.000Z",
        end: "2025-10-08T05:07:00.000Z",
        durationMinutes: 7,
        activeMs: MINUTE_MS,
      },
    ],
  });
  expect((await call("ada", "desk.task", sams())).data).toMatchObject({
    status: "complete",
    submission: { text: "print('hello')", submittedAt: "2025-10-07T01:00:00.000Z" },
    comments: [{ text: "Nice." }],
  });
});

test("the session is in the tutor's and the convenor's reports, and in nobody else's", async () => {
  served.at(addMs(NOW, 8 * MINUTE_MS));
  const { sit101, people } = served.world;
  const session = { userId: people.ada, start: "2025-10-08T05:00:00.000Z", durationMinutes: 7, activeMs: MINUTE_MS };
  const listed = (await call("cho", "sessions.list", { unitId: sit101 })).data;
  expect(listed).toMatchObject({
    from: "2025-10-02",
    to: "2025-10-08",
    timezone: "Australia/Melbourne",
    total: 1,
    sessions: [{ ...session, userName: "Ada Lovelace", assessments: 1, commentsAdded: 1, submissionsOpened: 1 }],
  });
  expect(JSON.stringify(listed)).not.toContain("127.0.0.1");
  expect((await call("brian", "sessions.list", { unitId: sit101 })).data).toMatchObject({ total: 0, sessions: [] });
  const report = (await call("ada", "reports.tutor", { from: "2025-10-08", to: "2025-10-08", timezone: "Australia/Melbourne" }))
    .data;
  const figures = { markingMs: 7 * MINUTE_MS, activeMs: MINUTE_MS, spanMs: 7 * MINUTE_MS, sessions: 1, assessments: 1 };
  expect(report).toMatchObject({ user: { username: "ada" }, total: figures, days: [{ date: "2025-10-08", ...figures }] });
  expect((await call("cho", "reports.unit", { unitId: sit101 })).data).toMatchObject({
    unit: { code: "SIT101" },
    total: figures,
    awaitingFeedback: 1,
    markingNow: 1,
    tutors: expect.arrayContaining([
      expect.objectContaining({
        user: expect.objectContaining({ username: "ada" }),
        lastSeen: "2025-10-08T05:07:00.000Z",
        markingSince: "2025-10-08T05:00:00.000Z",
      }),
      expect.objectContaining({ user: expect.objectContaining({ username: "brian" }), lastSeen: null, markingSince: null }),
    ]),
  });
});

test("a student sees no one's time", async () => {
  const { sit101, people } = served.world;
  for (const [path, input] of [
    ["sessions.list", { unitId: sit101 }],
    ["sessions.list", {}],
    ["sessions.list", { userId: people.ada }],
    ["reports.unit", { unitId: sit101 }],
    ["reports.tutor", { userId: people.ada }],
    ["reports.tutor", {}],
    ["desk.inbox", { unitId: sit101 }],
  ] as const) {
    expect([path, (await call("sam", path, input)).error?.data.code]).toEqual([path, "FORBIDDEN"]);
  }
  const beat = { unitId: sit101, from: formatInstant(addMs(NOW, -MINUTE_MS)), to: formatInstant(NOW), kind: "reading" };
  expect((await call("sam", "tracker.heartbeat", { beats: [beat] })).data).toMatchObject({ verdicts: ["ignored"] });
  expect((await call("sam", "tracker.recordActivity", { ...sams(), action: "get-comments" })).data).toEqual({
    verdict: "ignored",
  });
  expect((await call("sam", "tracker.current")).data).toMatchObject({ sessions: [] });
});

test("an act with an idempotency key is recorded once, and its key serves no other body", async () => {
  const key = "0b8f2d1e-5a0c-4c53-9a52-6d9f0f5d8f11";
  const act = { ...sams(), action: "get-comments", idempotencyKey: key };
  const before = await served.db.prisma.sessionActivity.count();
  expect((await call("brian", "tracker.recordActivity", act)).data).toEqual({ verdict: "recorded" });
  expect((await call("brian", "tracker.recordActivity", act)).data).toEqual({ verdict: "recorded" });
  expect(await served.db.prisma.sessionActivity.count()).toBe(before + 1);
  expect(await call("brian", "tracker.recordActivity", { ...act, action: "get-submission-files" })).toMatchObject({
    status: 409,
    error: { data: { code: "CONFLICT" } },
  });
});

test("viewer.me is who is signed in, with their units", async () => {
  const { data } = await call("finn", "viewer.me");
  expect(data satisfies unknown as inferRouterOutputs<AppRouter>["viewer"]["me"]).toMatchObject({
    username: "finn",
    systemRole: "tutor",
    units: [{ code: "SIT101", role: "Tutor", ended: true, thresholdMinutes: 15, floorMinutes: 5 }],
  });
});

test("the browser's cookie is a credential for the procedures, and for nothing else", async () => {
  const cookie = await cookieOf("ada");
  expect((await send(served, "GET", "viewer.me", undefined, { cookie })).data).toMatchObject({ username: "ada" });
  expect((await served.app.inject({ url: "/api/units", headers: { cookie } })).statusCode).toBe(419);
});

test.each<[string, Record<string, string>, number]>([
  ["this site, as browsers say", { "sec-fetch-site": "same-origin" }, 200],
  ["this site, by its origin", { origin: "http://tutor-times.test", host: "tutor-times.test" }, 200],
  [
    "another site, as browsers say",
    { "sec-fetch-site": "cross-site", origin: "http://tutor-times.test", host: "tutor-times.test" },
    403,
  ],
  ["a neighbouring site", { "sec-fetch-site": "same-site" }, 403],
  ["another origin", { origin: "https://evil.example", host: "tutor-times.test" }, 403],
  ["an origin of nowhere", { origin: "null" }, 403],
  ["who knows where", {}, 403],
])("a change with the cookie that comes from %s", async (_case, headers, status) => {
  const cookie = await cookieOf("brian");
  const before = await whatIsStored(served.db);
  const answer = await send(served, "POST", "desk.assess", { ...sams(), grade: 1 }, { cookie, ...headers });
  expect(answer.status).toBe(status);
  if (status === 403) expect(await whatIsStored(served.db)).toBe(before);
});

test("who is not signed in is told so, and who was is told that it ended", async () => {
  expect(await send(served, "GET", "viewer.me", undefined, {})).toMatchObject({
    status: 401,
    error: { message: "Sign in first.", data: { code: "UNAUTHORIZED", reason: "unauthenticated" } },
  });
  const cookie = await cookieOf("ada");
  served.at(addMs(NOW, 60 * MINUTE_MS));
  expect(await send(served, "GET", "viewer.me", undefined, { cookie })).toMatchObject({
    status: 401,
    error: { data: { reason: "token_expired" } },
  });
});

test.each<[string, PersonName, string, () => unknown, number, string | null]>([
  ["no input", "ada", "desk.inbox", () => undefined, 400, null],
  ["a word for an id", "ada", "desk.inbox", () => ({ unitId: "1" }), 400, "unitId"],
  ["id 0", "ada", "desk.inbox", () => ({ unitId: 0 }), 400, "unitId"],
  ["an id with a fraction", "ada", "desk.inbox", () => ({ unitId: 1.5 }), 400, "unitId"],
  ["an id beyond 2^53", "ada", "desk.inbox", () => ({ unitId: 2 ** 53 }), 400, "unitId"],
  ["the largest id", "ada", "desk.inbox", () => ({ unitId: 2 ** 53 - 1 }), 404, "unitId"],
  ["an unknown key", "ada", "desk.inbox", () => ({ unitId: 1, everything: true }), 400, "everything"],
  ["a unit without a role", "ada", "reports.unit", () => ({ unitId: served.world.sit202 }), 404, "unitId"],
  ["a unit whose role does not suffice", "ada", "reports.unit", () => ({ unitId: served.world.sit101 }), 403, "unitId"],
  ["a colleague", "ada", "reports.tutor", () => ({ userId: served.world.people.brian }), 403, null],
  ["somebody of another unit", "ada", "reports.tutor", () => ({ userId: served.world.people.eve }), 404, "userId"],
  ["an unknown user", "root", "reports.tutor", () => ({ userId: 4711 }), 404, "userId"],
  ["a zone that does not exist", "ada", "reports.tutor", () => ({ timezone: "Mars/Olympus" }), 400, "timezone"],
  ["a date that is none", "ada", "reports.tutor", () => ({ from: "2025-13-01" }), 400, "from"],
  ["a start after the end", "ada", "reports.tutor", () => ({ from: "2025-10-09", to: "2025-10-08" }), 400, "from"],
  ["more than 366 days", "ada", "sessions.list", () => ({ from: "2024-10-07", to: "2025-10-08" }), 400, "from"],
  ["a page of a million", "ada", "sessions.list", () => ({ pageSize: 1_000_000 }), 400, "pageSize"],
  ["no beats", "ada", "tracker.heartbeat", () => ({ beats: [] }), 400, "beats"],
  ["101 beats", "ada", "tracker.heartbeat", () => ({ beats: Array.from({ length: 101 }, aBeat) }), 400, "beats"],
  [
    "a beat at no instant",
    "ada",
    "tracker.heartbeat",
    () => ({ beats: [{ ...aBeat(), from: "yesterday" }] }),
    400,
    "beats.0.from",
  ],
  ["an act that is no reading", "ada", "tracker.recordActivity", () => ({ ...sams(), action: "assessing" }), 400, "action"],
  [
    "a key that is no UUID",
    "ada",
    "tracker.recordActivity",
    () => ({ ...sams(), action: "get-comments", idempotencyKey: "1" }),
    400,
    "idempotencyKey",
  ],
  ["a comment with a null character", "ada", "desk.comment", () => ({ ...sams(), comment: "a\0" }), 400, "comment"],
  ["an unknown project", "ada", "desk.task", () => ({ ...sams(), projectId: 4711 }), 404, "projectId"],
])("%s is refused, naming the field, and nothing is written", async (_case, name, path, input, status, field) => {
  const headers = await served.headersOf(name);
  const before = await whatIsStored(served.db);
  const answer = await send(served, methodOf(path), path, input(), headers);
  expect([answer.status, answer.error?.data.field]).toEqual([status, field]);
  if (status === 400 && field !== null) expect(answer.error?.message).toContain(`${field} is invalid`);
  expect(answer.error?.data.stack).toBeUndefined();
  expect(await whatIsStored(served.db)).toBe(before);
});

function aBeat() {
  return { unitId: served.world.sit101, from: "2025-10-08T04:59:00.000Z", to: "2025-10-08T05:00:00.000Z", kind: "reading" };
}

test("queries are GET and changes are POST; anything else is 405 with what is allowed", async () => {
  const headers = await served.headersOf("ada");
  expect(await send(served, "POST", "viewer.me", {}, headers)).toMatchObject({ status: 405, headers: { allow: "GET" } });
  expect(await send(served, "GET", "desk.assess", sams(), headers)).toMatchObject({ status: 405, headers: { allow: "POST" } });
});

test("an unknown procedure is 404, a broken input is 400, and neither shows the server's insides", async () => {
  const headers = await served.headersOf("ada");
  expect(await send(served, "GET", "viewer.you", undefined, headers)).toMatchObject({
    status: 404,
    error: { data: { code: "NOT_FOUND" } },
  });
  for (const [method, url, payload] of [
    ["GET", "/api/trpc/desk.inbox?input=%7B%22unitId", undefined],
    ["POST", "/api/trpc/desk.assess", "{"],
    ["POST", "/api/trpc/desk.assess", ""],
    ["POST", "/api/trpc/desk.assess", "null"],
    ["GET", `/api/trpc/desk.inbox?input=${encodeURIComponent("[".repeat(4_000))}`, undefined],
  ] as const) {
    const answer = await served.app.inject({
      method,
      url,
      headers: { ...headers, "content-type": "application/json" },
      ...(payload === undefined ? {} : { payload }),
    });
    expect([url, answer.statusCode]).toEqual([url, 400]);
    expect(answer.body).not.toMatch(/node_modules|\.ts:/);
  }
});

test("one request carries at most 20 calls", async () => {
  const headers = await served.headersOf("ada");
  const batch = (size: number) => ({ url: `/api/trpc/${Array(size).fill("viewer.me").join(",")}?batch=1&input=%7B%7D`, headers });
  expect((await served.app.inject(batch(20))).statusCode).toBe(200);
  expect((await served.app.inject(batch(21))).statusCode).toBe(400);
});
