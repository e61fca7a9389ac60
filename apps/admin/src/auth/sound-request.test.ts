import { expect, test } from "vitest";
import { unsoundness } from "./sound-request";

const SITE = "http://127.0.0.1:3000/api/auth";
const json = { "content-type": "application/json" };

test.each<[string, string, RequestInit, string | null]>([
  ["the session", "/session", {}, null],
  ["a form", "/callback/credentials", { method: "POST", body: new URLSearchParams({ callbackUrl: "/desk" }) }, null],
  ["a form with a whole address", "/signout", { method: "POST", body: new URLSearchParams({ callbackUrl: SITE }) }, null],
  ["JSON", "/callback/credentials", { method: "POST", headers: json, body: '{"username":"ada"}' }, null],
  ["no body", "/signout", { method: "POST" }, null],
  ["half a document", "/callback/credentials", { method: "POST", headers: json, body: "{oops" }, "The body is no valid JSON"],
  ["no document", "/error", { method: "POST", headers: json, body: "" }, "The body is no valid JSON"],
  [
    "half a document of two kinds",
    "/signout",
    { method: "POST", headers: { "content-type": "text/plain, application/json" }, body: "{oops" },
    "The body is no valid JSON",
  ],
  ["a list", "/callback/credentials", { method: "POST", headers: json, body: "[]" }, "The body is no valid JSON"],
  [
    "no address in a form",
    "/signout",
    { method: "POST", body: new URLSearchParams({ callbackUrl: "::::" }) },
    "callbackUrl is invalid",
  ],
  [
    "an object for an address",
    "/signout",
    { method: "POST", headers: json, body: '{"callbackUrl":{}}' },
    "callbackUrl is invalid",
  ],
  ["a script in the query", "/signin?callbackUrl=javascript%3Aalert(1)", {}, "callbackUrl is invalid"],
  ["half an address in the query", "/signin?callbackUrl=%2F%2F%5B", {}, "callbackUrl is invalid"],
  ["two addresses, of which one is none", "/session?callbackUrl=%2Fdesk&callbackUrl=2025-10-01", {}, "callbackUrl is invalid"],
  ["no address in the query", "/signin?callbackUrl=%3A%3A", {}, "callbackUrl is invalid"],
  [
    "no address in the cookie",
    "/csrf",
    { headers: { cookie: "a=b; next-auth.callback-url=%3A%3A%3A" } },
    "callbackUrl is invalid",
  ],
  ["a cookie without a value", "/csrf", { headers: { cookie: "a=b; next-auth.callback-url" } }, "callbackUrl is invalid"],
  [
    "two cookies, of which one holds none",
    "/csrf",
    { headers: { cookie: "next-auth.callback-url=%2Fdesk; next-auth.callback-url=javascript:a" } },
    "callbackUrl is invalid",
  ],
  ["another cookie", "/csrf", { headers: { cookie: "next-auth.callback-url-of-mine=1" } }, null],
  ["broken text in the cookie", "/csrf", { headers: { cookie: "next-auth.callback-url=%E0%A4%A" } }, "callbackUrl is invalid"],
  ["a sign-in by GET", "/callback/credentials", {}, "Signing in is a POST"],
])("%s is understood, or refused before next-auth fails on it", async (_case, path, init, expected) => {
  expect(await unsoundness(new Request(SITE + path, init))).toBe(expected);
});

test("a body whose sender hangs up is refused, and nothing fails", async () => {
  const body = new ReadableStream({ pull: (stream) => stream.error(new Error("aborted")) });
  // The types know nothing of `duplex`, without which no body can be a stream.
  const init = { method: "POST", body, duplex: "half" };
  const request = new Request(`${SITE}/signout`, init);
  expect(await unsoundness(request)).toBe("The request was cut off");
});
