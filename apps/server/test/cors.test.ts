import { afterAll, beforeAll, expect, test } from "vitest";
import { serve, type ServedApp } from "./served-app";

const SITE = "https://ontrack.example.edu";
const SECOND_SITE = "http://localhost:4200";

let served: ServedApp;
beforeAll(async () => {
  served = await serve({ corsOrigins: [SITE, SECOND_SITE] });
});
afterAll(() => served.close());

function preflight(origin: string, method: string, url = "/api/units") {
  const asked = {
    "access-control-request-method": method,
    "access-control-request-headers": "username,auth-token,authorization,content-type",
  };
  return served.app.inject({ method: "OPTIONS", url, headers: { origin, ...asked } });
}

test.each([SITE, SECOND_SITE])(
  "pages of %s may ask before they send, with every header that a credential needs",
  async (origin) => {
    for (const [method, url] of [
      ["PUT", "/api/projects/1/task_def_id/1"],
      ["DELETE", "/api/tutor-times/1"],
      ["POST", "/api/trpc/tracker.heartbeat"],
      ["GET", "/api/csv/units/1/my_marking_sessions"],
    ] as const) {
      const { statusCode, headers, body } = await preflight(origin, method, url);
      expect([statusCode, body, headers["access-control-allow-origin"]]).toEqual([204, "", origin]);
      expect(String(headers["access-control-allow-methods"]).split(", ")).toContain(method);
      const allowed = String(headers["access-control-allow-headers"]).toLowerCase().split(", ");
      expect(allowed).toEqual(expect.arrayContaining(["username", "auth-token", "authorization", "content-type"]));
      // The cookie of the browser's session is nobody else's.
      expect(headers["access-control-allow-credentials"]).toBeUndefined();
      expect(headers["vary"]).toContain("Origin");
    }
  },
);

test.each([
  "https://evil.example",
  "null",
  "http://ontrack.example.edu",
  "https://ontrack.example.edu:8443",
  "https://ontrack.example.edu.evil.example",
  "https://evil.example/https://ontrack.example.edu",
  "https://sub.ontrack.example.edu",
])("pages of %s get no permission, before or after", async (origin) => {
  const asked = await preflight(origin, "PUT");
  expect(asked.headers["access-control-allow-origin"]).toBeUndefined();
  const headers = { origin, ...(await served.headersOf("ada")) };
  const answer = await served.app.inject({ url: "/api/units", headers });
  expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
});

test("answers to pages of a named origin can be read, refusals included", async () => {
  const ask = (url: string, headers: Record<string, string>) => served.app.inject({ url, headers: { origin: SITE, ...headers } });
  const good = await ask("/api/units", await served.headersOf("ada"));
  expect([good.statusCode, good.headers["access-control-allow-origin"]]).toEqual([200, SITE]);
  expect(good.headers["access-control-expose-headers"]).toContain("X-Request-Id");
  const refused = await ask("/api/units", {});
  expect([refused.statusCode, refused.headers["access-control-allow-origin"]]).toEqual([419, SITE]);
  const missing = await ask("/api/units/4711/tasks/inbox", await served.headersOf("ada"));
  expect([missing.statusCode, missing.headers["access-control-allow-origin"]]).toEqual([404, SITE]);
});

test("where no origin is named none gets permission", async () => {
  const closed = await serve();
  const answer = await closed.app.inject({ url: "/api/auth/method", headers: { origin: SITE } });
  expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
  await closed.close();
});
