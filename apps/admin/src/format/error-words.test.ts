import { expect, test } from "vitest";
import { errorWords } from "./error-words";

test("what the server says is passed on", () => {
  const refusal = { message: "Comment text is empty, unable to add new comment", data: { code: "FORBIDDEN" } };
  expect(errorWords(refusal)).toBe(refusal.message);
});

test("what the browser says of a network that is gone is put into words for people", () => {
  expect(errorWords({ message: "Failed to fetch" })).toContain("could not be reached");
  expect(errorWords({ message: "Failed to fetch", data: null })).toContain("could not be reached");
});
