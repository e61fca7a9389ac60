import fc from "fast-check";
import { expect, test } from "vitest";
import { formatInstant, instant } from "../src/instant";

/** What a Date holds: 100,000,000 days before and after 1970. */
const MOST_MS = 8.64e15;

test("an instant reads as a Date does, whatever was formatted before", () => {
  const someInstant = fc.oneof(
    fc.integer({ min: -MOST_MS, max: MOST_MS }),
    fc.integer({ min: -100_000_000, max: 100_000_000 }),
    fc.constantFrom(0, -1, 1, 86_399_999, 86_400_000, -86_400_000, MOST_MS, -MOST_MS),
  );
  fc.assert(
    fc.property(fc.array(someInstant), (instants) => {
      expect(instants.map((at) => formatInstant(instant(at)))).toEqual(instants.map((at) => new Date(at).toISOString()));
    }),
  );
});

test("beyond what a Date holds there is no instant to format", () => {
  expect(() => formatInstant(instant(MOST_MS + 1))).toThrow(RangeError);
  expect(() => formatInstant(instant(-MOST_MS - 1))).toThrow(RangeError);
});
