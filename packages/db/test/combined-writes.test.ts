import { expect, it } from "vitest";
import { combined } from "../src/combined-writes";
import type { Statement } from "../src/transaction";

const write = (name: string, table?: string, values: unknown[] = [1, 2]): Statement => ({
  name,
  text: `UPDATE ${table ?? "any"} SET a = $2 WHERE b = $1`,
  values,
  ...(table === undefined ? {} : { table }),
});

it("makes one statement of writes to different tables, with the parameters of all of them", () => {
  expect(combined([write("first", "a", [1, 2]), write("second", "b", [3, 4]), write("third", "c", [5, 6])])).toEqual([
    {
      name: expect.stringMatching(/^\d+ first second third$/),
      text: `WITH w1 AS (UPDATE a SET a = $2 WHERE b = $1), w2 AS (UPDATE b SET a = $4 WHERE b = $3) UPDATE c SET a = $6 WHERE b = $5`,
      values: [1, 2, 3, 4, 5, 6],
    },
  ]);
});

it.each([
  ["there is only one", [write("first", "a")]],
  ["two are of one table", [write("first", "a"), write("second", "b"), write("third", "a")]],
  ["one of them may depend on the others", [write("first", "a"), write("second")]],
  ["there are none", []],
])("leaves writes as they are where %s", (_, writes) => {
  expect(combined(writes)).toEqual(writes);
});

it("gives the same writes the same name, and others another, however long their names are", () => {
  const long = (end: string) => [write("one-of-a-very-long-name-that-takes-up", "a"), write(`and-another-such-name-${end}`, "b")];
  const [first, again, other] = [combined(long("x")), combined(long("x")), combined(long("y"))].map(([one]) => one?.name ?? "");
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(Math.max(...[first, other].map((name = "") => name.length))).toBeLessThanOrEqual(63);
});
