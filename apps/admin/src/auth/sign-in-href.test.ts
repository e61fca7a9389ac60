import { expect, test } from "vitest";
import { safeNext, signInHref } from "./sign-in-href";

test("the sign-in page leads on to where somebody wanted to go", () => {
  const [, search] = signInHref("/units/3?range=last-week").split("?");
  expect(safeNext(new URLSearchParams(search).get("next") ?? undefined)).toBe("/units/3?range=last-week");
});

test.each([
  undefined,
  "",
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "javascript:alert(1)",
  "desk",
  "/\t/evil.example",
])("%j leads home", (next) => {
  expect(safeNext(next)).toBe("/");
});
