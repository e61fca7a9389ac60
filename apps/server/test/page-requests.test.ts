import { once } from "node:events";
import { request, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { serve, type ServedApp } from "./served-app";

// Over real connections, on which an address arrives as it was written.

let served: ServedApp;
let port: number;
let asked: (string | undefined)[] = [];
beforeAll(async () => {
  served = await serve({
    rateLimits: { perUser: 0, perAddress: 30 },
    trustedProxies: ["127.0.0.1"],
    pages: async (request, response) => {
      asked.push(request.url);
      response.end("a page");
    },
  });
  port = Number(new URL(await served.app.listen({ port: 0, host: "127.0.0.1" })).port);
});
beforeEach(() => void (asked = []));
afterAll(() => served.close());

let addresses = 0;

/** Asks from a page of this site; from an address of its own, since there is a limit here, unless one is named. */
async function ask(
  method: string,
  path: string,
  from = `198.51.100.${(addresses += 1)}`,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }> {
  const headers = { "x-forwarded-for": from, "sec-fetch-site": "same-origin", "content-length": 0, ...more };
  const sent = request({ host: "127.0.0.1", port, method, path, headers, agent: false }).end();
  const [answer] = await once(sent, "response");
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

test.each([
  ["POST", "/week", "GET, HEAD, OPTIONS"],
  ["PUT", "/week", "GET, HEAD, OPTIONS"],
  ["DELETE", "/units/1", "GET, HEAD, OPTIONS"],
  ["TRACE", "/week", "GET, HEAD, OPTIONS"],
  ["PROPFIND", "/", "GET, HEAD, OPTIONS"],
  ["PUT", "/api/auth/signout", "GET, HEAD, OPTIONS, POST"],
  ["TRACE", "/api/auth/session", "GET, HEAD, OPTIONS, POST"],
])("pages are asked for and nothing else: %s %s is refused with 405 before they see it", async (method, url, allow) => {
  const answer = await ask(method, url);
  expect([answer.status, answer.headers["allow"]]).toEqual([405, allow]);
  expect(asked).toEqual([]);
});

test.each([
  "/_global-error",
  "/_global-error/",
  "/%5Fglobal-error",
  "//_global-error",
  "/week/../_global-error",
  "/week/%2e%2e/_global-error",
  "/_next/static/../../_global-error",
  "/_not-found",
  "/_next/image?url=%2Ficon.svg&w=64&q=75",
  "/_next/data/build/week.json",
])("what is the pages' own business, as %s, is nothing for anybody else", async (url) => {
  expect((await ask("GET", url)).status).toBe(404);
  expect(asked).toEqual([]);
});

test.each(["/", "/week?range=last-week", "/_next/static/chunks/a.js", "/icon.svg", "/nothing"])(
  "%s is asked of the pages",
  async (url) => {
    expect((await ask("GET", url)).body).toBe("a page");
    expect(asked).toEqual([url]);
  },
);

test.each(["[", "[::1", "a b", "somebody@evil.example", "evil.example/path", "evil.example?", "127.0.0.1:99999"])(
  "the pages never see a host that is none: %s",
  async (host) => {
    expect(await ask("GET", "/", undefined, { host })).toMatchObject({
      status: 400,
      body: '{"error":"The request names no host"}',
    });
    expect((await ask("GET", "/", undefined, { "x-forwarded-host": host })).status).toBe(400);
    expect(asked).toEqual([]);
  },
);

test.each(["127.0.0.1:3000", "[::1]:3000", "marking.example.edu", "xn--mnchen-3ya.example"])("%s is a host", async (host) => {
  expect((await ask("GET", "/", undefined, { host })).body).toBe("a page");
});

test("files are not counted, and no other way to write a page's address makes it one", async () => {
  const passed = async (url: string) => {
    const statuses: number[] = [];
    for (let i = 0; i < 31; i += 1) statuses.push((await ask("GET", url, `203.0.113.${url.length}`)).status);
    return statuses.filter((status) => status !== 429).length;
  };
  expect(await passed("/_next/static/chunks/a.js")).toBe(31);
  expect(await passed("/_next/static/../../week")).toBe(30);
  expect(await passed("/_next/static/%2e%2e/%2e%2e/week")).toBe(30);
});

test("a guess at a password is dear however its address is written", async () => {
  for (const [i, url] of [
    "/api/auth/callback/credentials",
    "/api/auth/callback/%63redentials",
    "/api/auth/x/../callback/credentials",
  ].entries()) {
    const statuses = [];
    for (let times = 0; times < 2; times += 1) statuses.push((await ask("POST", url, `203.0.113.20${i}`)).status);
    expect([url, statuses]).toEqual([url, [200, 429]]);
  }
});

test("scripts in a page are given nothing that no page needs", async () => {
  expect((await ask("GET", "/")).headers["permissions-policy"]).toContain("geolocation=(), microphone=()");
});
