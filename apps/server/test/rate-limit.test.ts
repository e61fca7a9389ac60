import { encode } from "next-auth/jwt";
import { issueToken } from "@tutor-times/db/access-tokens";
import { addMs, HOUR_MS, SECOND_MS } from "@tutor-times/core/instant";
import { makeUnitRole, makeUser } from "@tutor-times/db/testing/factories";
import { NOW } from "@tutor-times/db/testing/small-university";
import type { FastifyInstance, InjectOptions } from "fastify";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildApp, type AppOptions } from "../src/app";
import { serve, type ServedApp } from "./served-app";

const SECRET = "a secret for this test alone";
const LIMITS = { perUser: 20, perAddress: 40 };

let served: ServedApp;
/** With nobody's requests counted yet. */
let app: FastifyInstance;
beforeAll(async () => {
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  served = await serve();
});
beforeEach(async () => {
  app = await build({ rateLimits: LIMITS, corsOrigins: ["https://ontrack.example.edu"] });
});
afterEach(() => app.close());
afterAll(async () => {
  await served.close();
  vi.unstubAllEnvs();
});

function build(options: Partial<AppOptions>): Promise<FastifyInstance> {
  return buildApp({ db: served.db, log: pino({ level: "silent" }), pages: null, ...options });
}

/** How many of `times` requests were let through. */
async function letThrough(times: number, request: InjectOptions): Promise<number> {
  let passed = 0;
  for (let i = 0; i < times; i += 1) if ((await app.inject(request)).statusCode !== 429) passed += 1;
  return passed;
}

const units = (headers: Record<string, string>) => ({ url: "/api/units", headers });

test("what a user asks too much is refused with 429 and when to come again, in the words of either interface", async () => {
  const headers = await served.headersOf("ada");
  // The first one shows that the token is good; it is counted for its address.
  expect(await letThrough(60, units(headers))).toBe(1 + LIMITS.perUser);
  const refused = await app.inject({ url: "/api/units", headers: { ...headers, origin: "https://ontrack.example.edu" } });
  expect([refused.statusCode, refused.json()]).toEqual([
    429,
    { error: expect.stringMatching(/^Too many requests\. Try again in \d+ seconds\.$/) },
  ]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
  expect(refused.headers["access-control-allow-origin"]).toBe("https://ontrack.example.edu");
  const procedure = await app.inject({ url: "/api/trpc/viewer.me", headers });
  expect(procedure.json()).toMatchObject({ error: { data: { code: "TOO_MANY_REQUESTS", httpStatus: 429 } } });
});

test("a user with many tokens is one user", async () => {
  const tokens = await Promise.all(Array.from({ length: 3 }, () => served.headersOf("ada")));
  for (const headers of tokens) await app.inject(units(headers));
  let passed = 0;
  for (const headers of tokens) passed += await letThrough(15, units(headers));
  expect(passed).toBe(LIMITS.perUser);
});

test("nobody else is held back by that, at the same address", async () => {
  await letThrough(60, units(await served.headersOf("ada")));
  expect(await letThrough(10, units(await served.headersOf("brian")))).toBe(10);
});

test("who is nobody is counted by address, whatever tokens they make up", async () => {
  let passed = 0;
  for (let i = 0; i < 60; i += 1) passed += await letThrough(1, units({ username: "ada", "auth-token": `made-up-${i}` }));
  expect(passed).toBe(LIMITS.perAddress);
  expect(await letThrough(1, { ...units({}), remoteAddress: "198.51.100.1" })).toBe(1);
});

test("a household's IPv6 network is one address", async () => {
  let passed = 0;
  for (let i = 1; i <= 60; i += 1)
    passed += await letThrough(1, { ...units({}), remoteAddress: `2001:db8:1:2::${i.toString(16)}` });
  expect(passed).toBe(LIMITS.perAddress);
});

test("a token that is good no more is nobody's", async () => {
  const headers = await served.headersOf("ada");
  await app.inject(units(headers));
  await served.db.prisma.accessToken.updateMany({ data: { revokedAt: new Date(NOW) } });
  expect(await letThrough(100, units(headers))).toBe(1 + LIMITS.perAddress - 1);
});

test("the browser's cookie is counted for whoever it was given to, whatever other cookies come along", async () => {
  const userId = served.world.people.ada;
  const token = await issueToken(served.db, { userId, kind: "browser", now: NOW, expiresAt: addMs(NOW, HOUR_MS) });
  const session = `next-auth.session-token=${await encode({ token: { browserToken: token }, secret: SECRET })}`;
  let passed = 0;
  for (let i = 0; i < 60; i += 1)
    passed += await letThrough(1, { url: "/api/auth/method", headers: { cookie: `${session}; other=${i}` } });
  expect(passed).toBe(LIMITS.perUser);
});

test("twenty calls in a batch count as twenty", async () => {
  const headers = await served.headersOf("ada");
  await app.inject(units(headers));
  const batch = Array.from({ length: 20 }, () => "viewer.me").join(",");
  expect(await letThrough(3, { url: `/api/trpc/${batch}?batch=1`, headers })).toBe(1);
});

test("guessing passwords uses an address up twenty times as fast", async () => {
  const guess = { method: "POST" as const, url: "/api/auth", payload: { username: "zoe", password: "wrong" } };
  expect(await letThrough(4, guess)).toBe(2);
});

test("health is told whatever happens", async () => {
  await letThrough(60, units({}));
  expect((await app.inject({ url: "/healthz" })).statusCode).toBe(200);
});

test("a hundred tutors with heartbeats behind one address are never held back", async () => {
  await app.close();
  // An address could not make half of these requests if they counted for it.
  app = await build({ rateLimits: { perUser: 20, perAddress: 150 } });
  const tutors = await Promise.all(
    Array.from({ length: 100 }, async (_, i) => {
      const { id: userId } = await makeUser(served.db, { username: `tutor-${i}`, systemRole: "tutor" });
      await makeUnitRole(served.db, { unitId: served.world.sit101, userId });
      const token = await issueToken(served.db, { userId, kind: "ontrack", now: NOW, expiresAt: addMs(NOW, HOUR_MS) });
      return { username: `tutor-${i}`, "auth-token": token };
    }),
  );
  const statuses = new Map<number, number>();
  for (let beat = 0; beat < 4; beat += 1) {
    served.at(addMs(NOW, beat * 30 * SECOND_MS));
    const from = new Date(addMs(NOW, (beat - 1) * 30 * SECOND_MS)).toISOString();
    const to = new Date(addMs(NOW, beat * 30 * SECOND_MS)).toISOString();
    const payload = { beats: [{ unitId: served.world.sit101, from, to, kind: "reading" }] };
    const answers = await Promise.all(
      tutors.map((headers) => app.inject({ method: "POST", url: "/api/trpc/tracker.heartbeat", headers, payload })),
    );
    for (const { statusCode } of answers) statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
  }
  expect([...statuses]).toEqual([[200, 400]]);
});
