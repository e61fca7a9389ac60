import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browserTokenFromCookies } from "./browser-token";
import { knownBrowser, markBrowser } from "./known-browser";

const SECRET = "a secret for this test alone";

beforeEach(() => void vi.stubEnv("NEXTAUTH_SECRET", SECRET));
afterEach(() => void vi.unstubAllEnvs());

/** What a browser sends back once it was marked. */
async function marked(username: string, secure = false): Promise<string> {
  return (await markBrowser(username, secure))?.split(";", 1)[0] ?? "";
}

test.each(["ada", " ADA "])("a browser in which %j signed in is known for that name, and for no other", async (username) => {
  const cookie = `theme=dark; ${await marked(username)}; other=1`;
  expect(await knownBrowser(cookie, "Ada")).toMatch(/^[0-9a-f-]{36}$/);
  expect(await knownBrowser(cookie, "brian")).toBeNull();
});

test("no two browsers have the same mark", async () => {
  expect(await knownBrowser(await marked("ada"), "ada")).not.toBe(await knownBrowser(await marked("ada"), "ada"));
});

test("scripts cannot read the mark, and behind HTTPS no neighbour can plant one", async () => {
  expect(await markBrowser("ada", false)).toMatch(
    /^tutor-times\.known-browser=\S+; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax$/,
  );
  expect(await markBrowser("ada", true)).toMatch(
    /^__Host-tutor-times\.known-browser=\S+; Path=\/; .*; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(await knownBrowser(await marked("ada", true), "ada")).not.toBeNull();
});

test.each(["", "tutor-times.known-browser=", "tutor-times.known-browser=%%%", "=;=;"])(
  "the cookie header %j is nobody's",
  async (header) => {
    expect(await knownBrowser(header, "ada")).toBeNull();
  },
);

test("a mark that another installation gave is none", async () => {
  vi.stubEnv("NEXTAUTH_SECRET", "another secret");
  const cookie = await marked("ada");
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  expect(await knownBrowser(cookie, "ada")).toBeNull();
});

test("a mark signs nobody in, and a sign-in is no mark", async () => {
  const mark = (await marked("ada")).split("=")[1] ?? "";
  expect(await browserTokenFromCookies(`next-auth.session-token=${mark}`)).toBeNull();
  const session = await encode({ token: { browserToken: "random", mark: "m", username: "ada" }, secret: SECRET });
  expect(await knownBrowser(`tutor-times.known-browser=${session}`, "ada")).toBeNull();
});
