import { DomainError } from "@tutor-times/core/errors";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CommandError, explainError } from "../src/explain-error";

const withCode = (code: string) => Object.assign(new Error("as the system says it"), { code });

afterEach(() => vi.unstubAllEnvs());

describe("what the terminal shows of an error", () => {
  test("is the sentence alone where the error is meant for people", () => {
    expect(explainError(new CommandError("Do this."))).toBe("Do this.");
    expect(explainError(new DomainError("invalid", "That is no zone.", "timezone"))).toBe("That is no zone.");
  });

  test("is a sentence on the database of DATABASE_URL where that cannot be used", () => {
    vi.stubEnv("DATABASE_URL", "postgres://me:secret@there:5432/times");
    expect(explainError(withCode("ECONNREFUSED"))).toMatch(/^Nothing listens at there:5432, which DATABASE_URL names/);
    expect(explainError(withCode("3D000"))).toMatch(/has no database "times": make it there/);
  });

  test("does not speak of DATABASE_URL where nobody gave one", () => {
    vi.stubEnv("DATABASE_URL", "");
    expect(explainError(withCode("ECONNREFUSED"))).toMatch(/as the system says it\n.* at /s);
  });

  test("is a sentence where the disk of the database is full", () => {
    expect(explainError(withCode("53100"))).toBe(
      "The disk of the database is full, and nothing was saved. Make room there, then try again.",
    );
  });

  test("is everything where nobody foresaw the error", () => {
    expect(explainError(new RangeError("out of range"))).toMatch(/RangeError: out of range\n.* at /s);
  });
});
