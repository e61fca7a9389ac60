import { once } from "node:events";
import { connect } from "node:net";
import { issueToken } from "@tutor-times/db/access-tokens";
import { addMs, HOUR_MS } from "@tutor-times/core/instant";
import { NOW } from "@tutor-times/db/testing/small-university";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve, type ServedApp } from "./served-app";

/** Enough for all requests of these tests but the last ones. */
const LIMIT = 100;

let lines: string[] = [];
let served: ServedApp;
beforeAll(async () => {
  served = await serve({
    log: pino({ level: "trace" }, { write: (line: string) => void lines.push(line) }),
    rateLimits: { perUser: 0, perAddress: LIMIT },
    pages: () => Promise.reject(new Error("A page that fails")),
  });
});
afterAll(() => served.close());

const PASSWORD = "the password of somebody";

test("no password and no token is written to the log, whether a request succeeds, is refused or fails", async () => {
  lines = [];
  const headers = await served.headersOf("ada");
  const { "auth-token": token } = headers;
  const bearer = await issueToken(served.db, {
    kind: "personal",
    userId: served.world.people.ada,
    scopes: ["read"],
    now: NOW,
    expiresAt: addMs(NOW, HOUR_MS),
  });
  await served.app.inject({ method: "POST", url: "/api/auth", payload: { username: "ada", password: PASSWORD } });
  await served.app.inject({ url: `/api/units?auth_token=${token}`, headers });
  await served.app.inject({ url: `/api/${token}/units`, headers });
  await served.app.inject({ url: "/api/units", headers: { authorization: `Bearer ${bearer}` } });
  await served.app.inject({ url: `/nothing/${token}?token=${token}`, headers: { ...headers, cookie: `a=${token}` } });
  await served.db.pool.query("ALTER TABLE sign_in_limits RENAME TO away");
  const failed = await served.app.inject({ method: "POST", url: "/api/auth", payload: { username: "ada", password: PASSWORD } });
  await served.db.pool.query("ALTER TABLE away RENAME TO sign_in_limits");
  expect(failed.statusCode).toBe(500);
  expect(lines.filter((line) => line.includes('"msg":"request"')).length).toBeGreaterThan(4);
  expect(lines.filter((line) => line.includes('"level":50')).length).toBeGreaterThan(0);
  for (const secret of [PASSWORD, token, bearer]) expect(lines.filter((line) => line.includes(secret))).toEqual([]);
});

test("one request is one line of the log, whatever its address looks like", async () => {
  lines = [];
  const port = Number(new URL(await served.app.listen({ port: 0, host: "127.0.0.1" })).port);
  const socket = connect(port, "127.0.0.1");
  socket.write('GET /api/units/%0d%0a{"level":60}/"\\n HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', "latin1");
  await once(socket.resume(), "close");
  const own = lines.filter((line) => line.includes('"msg":"request"'));
  expect(own).toHaveLength(1);
  expect(JSON.parse(own[0] ?? "")).toMatchObject({ level: 30, path: expect.stringContaining("%0d%0a") });
  expect(lines.filter((line) => line.trimEnd().includes("\n"))).toEqual([]);
});

test("nobody can fill the disk with what they ask: addresses are cut, and who is held back is not written down", async () => {
  lines = [];
  const url = `/api/${"a/".repeat(5_000)}`;
  await served.app.inject({ url });
  expect(lines.filter((line) => line.includes('"msg":"request"')).map((line) => line.length < 600)).toEqual([true]);
  lines = [];
  const statuses = [];
  for (let i = 0; i < LIMIT; i += 1) statuses.push((await served.app.inject({ url: "/api/units" })).statusCode);
  expect(statuses).toContain(429);
  const written = lines.filter((line) => line.includes('"level":30'));
  expect(written.map((line) => (JSON.parse(line) as { status: number }).status)).not.toContain(429);
});
