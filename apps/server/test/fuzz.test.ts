import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { appRouter } from "@tutor-times/api/router";
import { addMs, HOUR_MS } from "@tutor-times/core/instant";
import { issueToken } from "@tutor-times/db/access-tokens";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Chance } from "./fuzz/chance";
import { everythingIn } from "./fuzz/everything-in";
import { nextShot, type Target } from "./fuzz/requests";
import { Wire } from "./fuzz/wire";
import { serve, type ServedApp } from "./served-app";

/** How many requests; a long run sends more. */
const SHOTS = Number(process.env["FUZZ_REQUESTS"] ?? 20_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const SECRET = "a secret for this test alone";
const WIRES = 8;
/** What the heap may hold more at the end than after a tenth of it. */
const MOST_GROWTH_BYTES = 40 * 1024 * 1024;

let served: ServedApp;
let port: number;
beforeAll(async () => {
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  served = await serve({ rateLimits: { perUser: 0, perAddress: 0 } });
  port = Number(new URL(await served.app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(async () => {
  await served.close();
  vi.unstubAllEnvs();
});

test(
  `${SHOTS} malformed requests to all routes and procedures (seed ${SEED}) meet no fault, change nothing and leave nothing behind`,
  async () => {
    const [targets, credentials] = [await targetsOf(served), await credentialsOf(served)];
    const before = await everythingIn(served.db);
    const chance = new Chance(SEED);
    const statuses = new Map<number, number>();
    const faults: string[] = [];
    let sent = 0;
    let early = 0;

    async function shootOn(): Promise<void> {
      const wire = new Wire(port);
      while (sent < SHOTS) {
        sent += 1;
        if (sent === Math.floor(SHOTS / 10)) early = heapAfterCollection();
        const shot = nextShot(chance, targets, credentials);
        const { status, text } = await wire.ask(shot.bytes, shot);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 || (status === 0 && !shot.cut) || /\n\s+at \S+ \(|node_modules|SELECT |prisma/i.test(text)) {
          faults.push(`${shot.what}\n→ ${text.slice(0, 600)}`);
        }
      }
      wire.close();
    }
    await Promise.all(Array.from({ length: WIRES }, shootOn));

    expect(faults.slice(0, 5)).toEqual([]);
    expect(await everythingIn(served.db)).toEqual(before);
    expect(heapAfterCollection() - early).toBeLessThan(MOST_GROWTH_BYTES);
    // Every way of being refused was met: the requests got as far as they should.
    for (const status of [400, 404, 405, 415, 419])
      expect(statuses.get(status) ?? 0, `answers with ${status}`).toBeGreaterThan(SHOTS / 1_000);
    const answer = await served.app.inject({ url: "/api/units", headers: await served.headersOf("ada") });
    expect([answer.statusCode, answer.json<unknown[]>().length]).toEqual([200, 1]);
  },
  120_000 + SHOTS * 60,
);

/** All routes of the API as its document lists them, all procedures, and names that look like procedures. */
async function targetsOf({ app }: ServedApp): Promise<Target[]> {
  const { paths } = (await app.inject({ url: "/api/openapi.json" })).json<{ paths: Record<string, object> }>();
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method): Target => {
      const url = path.replace(/\{(\w+)\}/g, ":$1");
      return { method: method.toUpperCase(), url, kind: "route" };
    }),
  );
  const procedures = Object.entries(appRouter._def.procedures).map(([name, procedure]): Target => {
    const isQuery = Reflect.get(Object(Reflect.get(procedure, "_def")), "type") === "query";
    return { method: isQuery ? "GET" : "POST", url: `/api/trpc/${name}`, kind: isQuery ? "query" : "mutation" };
  });
  const strange = [
    "__proto__",
    "constructor",
    "toString",
    "viewer.__proto__",
    "viewer.me,,viewer.me",
    "%00",
    ".",
    "viewer.me%2cviewer.me",
  ];
  const others = ["/api/openapi.json", "/api/docs", "/api/docs/*", "/healthz", "/metrics", "/api/*", "/*"];
  const files = ["csv/units/:id/tutor_times_summary", "csv/units/:id/my_marking_sessions", "units/:id/workbook"];
  return [
    ...routes,
    ...procedures,
    ...strange.map((name): Target => ({ method: "GET", url: `/api/trpc/${name}`, kind: "query" })),
    ...strange.map((name): Target => ({ method: "POST", url: `/api/trpc/${name}`, kind: "mutation" })),
    ...files.map((path): Target => ({ method: "GET", url: `/downloads/${path}`, kind: "route" })),
    ...others.map((url): Target => ({ method: "GET", url, kind: "route" })),
  ];
}

/** Headers that let somebody in, and some that nearly do. */
async function credentialsOf(served: ServedApp): Promise<string[][]> {
  const people: PersonName[] = ["ada", "cho", "root", "sam"];
  const good = await Promise.all(
    people.map(async (name) => {
      const { username, "auth-token": token } = await served.headersOf(name);
      return [`Username: ${username}`, `Auth-Token: ${token}`];
    }),
  );
  const cookies = await Promise.all(
    people.map(async (name) => {
      const userId = served.world.people[name];
      // As long as it holds without being used, so that using it changes nothing.
      const expiresAt = addMs(NOW, 12 * HOUR_MS);
      const browserToken = await issueToken(served.db, { userId, kind: "browser", now: NOW, expiresAt });
      return [`Cookie: next-auth.session-token=${await encode({ token: { browserToken }, secret: SECRET })}`];
    }),
  );
  const [[, token = ""] = []] = good;
  return [
    ...good,
    ...good,
    ...cookies,
    [],
    ["Username: brian", token],
    ["Username: \xff", token],
    ["Username: ada", "Auth-Token: \xc3\x28"],
  ];
}

function heapAfterCollection(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}
