import { afterEach, expect, test, vi } from "vitest";
import { logTrouble } from "./log-trouble";

afterEach(() => vi.restoreAllMocks());

function logged(code: unknown, details: unknown): string {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  logTrouble(code, details);
  return written.join("");
}

test("what went wrong is one line of the log, with its reason", () => {
  const line = logged("OAUTH_CALLBACK_ERROR", { error: new Error("state mismatch"), providerId: "university" });
  expect(JSON.parse(line)).toMatchObject({ level: 40, code: "OAUTH_CALLBACK_ERROR", reason: "state mismatch" });
});

test.each([
  ["a\nb", {}],
  ["a".repeat(1_000_000), { error: new Error("b".repeat(1_000_000)) }],
  [{ a: 1 }, null],
])("whatever strangers have written there, it is one short line", (code, details) => {
  const line = logged(code, details);
  expect(line.length).toBeLessThan(1_000);
  expect(line.indexOf("\n")).toBe(line.length - 1);
});
