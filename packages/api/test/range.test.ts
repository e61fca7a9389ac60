import { parseInstant } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { expect, test } from "vitest";
import { instantsOf, resolveRange } from "../src/range";

/** 00:30 on Thursday 9 October in Melbourne, Wednesday still in UTC. */
const NOW = parseInstant("2025-10-08T13:30:00.000Z");
const MELBOURNE = "Australia/Melbourne";

const date = parseLocalDate;

test("what nobody says is the week that ends today, in the default zone", () => {
  expect(resolveRange({}, NOW, MELBOURNE)).toEqual({ from: "2025-10-03", to: "2025-10-09", timezone: MELBOURNE });
  expect(resolveRange({ timezone: "UTC" }, NOW, MELBOURNE)).toEqual({ from: "2025-10-02", to: "2025-10-08", timezone: "UTC" });
  expect(resolveRange({ to: date("2025-09-30") }, NOW, MELBOURNE)).toMatchObject({ from: "2025-09-24", to: "2025-09-30" });
});

test("a range is one day at least and 366 days at most", () => {
  const day = date("2025-10-08");
  expect(resolveRange({ from: day, to: day }, NOW, MELBOURNE)).toMatchObject({ from: day, to: day });
  expect(resolveRange({ from: date("2024-10-08"), to: day }, NOW, MELBOURNE)).toMatchObject({ from: "2024-10-08" });
  const refusal = { name: "DomainError", code: "invalid", field: "from" };
  expect(() => resolveRange({ from: date("2024-10-07"), to: day }, NOW, MELBOURNE)).toThrow(expect.objectContaining(refusal));
  expect(() => resolveRange({ from: date("2025-10-09"), to: day }, NOW, MELBOURNE)).toThrow(expect.objectContaining(refusal));
});

test("a range begins with its first day and ends with its last, of 23 hours too", () => {
  const range = { from: date("2025-10-04"), to: date("2025-10-05"), timezone: MELBOURNE };
  expect(instantsOf(range)).toEqual({
    from: parseInstant("2025-10-03T14:00:00.000Z"),
    to: parseInstant("2025-10-05T13:00:00.000Z"),
  });
});
