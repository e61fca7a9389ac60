import { afterAll, beforeAll, expect, test } from "vitest";
import type { PageHandler } from "../src/next-routes";
import { serve, type ServedApp } from "./served-app";

/** A page that shows the policy which it would take its nonce from. */
const pages: PageHandler = async (request, response) => {
  response.end(request.headers["content-security-policy"]);
};

let served: ServedApp;
beforeAll(async () => {
  served = await serve({ pages });
});
afterAll(() => served.close());

test("every page has a policy with a nonce of its own, and makes its scripts carry that one", async () => {
  const [first, second] = [await served.app.inject({ url: "/" }), await served.app.inject({ url: "/" })];
  const policy = String(first.headers["content-security-policy"]);
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{24}' 'strict-dynamic';/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|script-src [^;]*unsafe-inline|https?:|\*/);
  expect(first.body).toBe(policy);
  expect(second.headers["content-security-policy"]).not.toBe(policy);
});

test("a nonce that the browser brings along is not used", async () => {
  const headers = { "content-security-policy": "script-src 'nonce-mine'", "x-nonce": "mine" };
  expect((await served.app.inject({ url: "/", headers })).body).not.toContain("mine");
});

test.each(["/api/units", "/api/trpc/viewer.me", "/healthz", "/metrics"])(
  "%s may load nothing and be framed by nobody",
  async (url) => {
    expect((await served.app.inject({ url })).headers).toMatchObject({
      "content-security-policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
    });
  },
);

test("only named origins may frame a page", async () => {
  const framed = await serve({ pages, frameAncestors: ["https://ontrack.example.edu"] });
  const { headers } = await framed.app.inject({ url: "/" });
  expect(headers["content-security-policy"]).toContain("frame-ancestors https://ontrack.example.edu");
  expect(headers["x-frame-options"]).toBeUndefined();
  await framed.close();
});

test("browsers are told to come over HTTPS only where people reach this site over HTTPS", async () => {
  const plain = await served.app.inject({ url: "/" });
  expect(plain.headers["strict-transport-security"]).toBeUndefined();
  const known = await serve({ pages, behindHttps: true });
  expect((await known.app.inject({ url: "/" })).headers["strict-transport-security"]).toBe("max-age=31536000");
  await known.close();
  const proxied = await serve({ pages, trustedProxies: ["127.0.0.1"] });
  const forwarded = await proxied.app.inject({ url: "/", headers: { "x-forwarded-proto": "https" } });
  expect(forwarded.headers["strict-transport-security"]).toBe("max-age=31536000");
  await proxied.close();
});

test("over HTTPS nobody gets to see a cookie of next-auth's that lacks the prefix of this host's own", async () => {
  const echo: PageHandler = async (request, response) => void response.end(request.headers.cookie ?? "none");
  const cookie = "theme=dark; next-auth.session-token=planted; __Host-next-auth.session-token=own;next-auth.csrf-token=planted";
  const own = "theme=dark; __Host-next-auth.session-token=own";
  const seen = async (app: ServedApp, headers: Record<string, string>) => (await app.app.inject({ url: "/", headers })).body;
  const known = await serve({ pages: echo, behindHttps: true });
  expect(await seen(known, { cookie })).toBe(own);
  expect(await seen(known, { cookie: "next-auth.session-token=planted" })).toBe("none");
  await known.close();
  const proxied = await serve({ pages: echo, trustedProxies: ["127.0.0.1"] });
  expect(await seen(proxied, { cookie, "x-forwarded-proto": "https" })).toBe(own);
  expect(await seen(proxied, { cookie })).toBe(cookie);
  await proxied.close();
});

test.each<[string, Record<string, string>, number]>([
  ["a page of this site", { "sec-fetch-site": "same-origin" }, 200],
  ["a page of this site, in an older browser", { origin: "http://times.example.edu" }, 200],
  ["another site", { "sec-fetch-site": "cross-site", origin: "http://evil.example" }, 403],
  ["another site that claims our origin", { "sec-fetch-site": "cross-site", origin: "http://times.example.edu" }, 403],
  ["a neighbour", { "sec-fetch-site": "same-site" }, 403],
  ["the address bar", { "sec-fetch-site": "none" }, 403],
  ["a page without an origin", { origin: "null" }, 403],
  ["nobody knows where", {}, 403],
])("a form of next-auth's that comes from %s is answered with %s", async (_case, from, status) => {
  const headers = { host: "times.example.edu", ...from };
  for (const type of ["application/x-www-form-urlencoded", "text/plain;charset=UTF-8", "application/json"]) {
    const request = { url: "/api/auth/signout", headers: { ...headers, "content-type": type }, payload: "csrfToken=x" };
    expect((await served.app.inject({ method: "POST", ...request })).statusCode).toBe(status);
  }
});
