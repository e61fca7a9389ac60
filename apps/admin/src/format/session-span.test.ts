import { expect, test } from "vitest";
import { formatSessionSpan } from "./session-span";

const session = { start: "2025-11-17T12:40:00.000Z", end: "2025-11-17T13:25:00.000Z" };

test("a session within a day reads with its times", () => {
  expect(formatSessionSpan(session, "UTC")).toBe("12:40 – 13:25");
});

test("a session over midnight names the day on which it ends", () => {
  expect(formatSessionSpan(session, "Australia/Melbourne")).toBe("23:40 – Tue 18 Nov, 00:25");
});
