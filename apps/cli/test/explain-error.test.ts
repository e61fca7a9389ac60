import { DomainError } from "@tutor-times/core/errors";
import { describe, expect, test } from "vitest";
import { CommandError, explainError } from "../src/explain-error";

const withCode = (code: string) => Object.assign(new Error("as the system says it"), { code });

describe("what the terminal shows of an error", () => {
  test("is the sentence alone where the error is meant for people", () => {
    expect(explainError(new CommandError("Do this."))).toBe("Do this.");
    expect(explainError(new DomainError("invalid", "That is no zone.", "timezone"))).toBe("That is no zone.");
  });

  test.each([
    ["ECONNREFUSED", "nothing listens there"],
    ["ENOTFOUND", "its host is unknown"],
    ["28P01", "it refuses the password"],
    ["3D000", "that database does not exist"],
  ])("names what is wrong with a database at %s", (code, problem) => {
    expect(explainError(withCode(code))).toBe(`The database of DATABASE_URL cannot be used: ${problem} (as the system says it).`);
  });

  test("looks into an error that holds one for each address of a host", () => {
    expect(explainError(new AggregateError([withCode("ECONNREFUSED")], "both"))).toContain("nothing listens there");
  });

  test("is everything where nobody foresaw the error", () => {
    expect(explainError(new RangeError("out of range"))).toMatch(/RangeError: out of range\n.* at /s);
  });
});
