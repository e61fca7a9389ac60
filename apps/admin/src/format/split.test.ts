import { MINUTE_MS, SECOND_MS } from "@tutor-times/core/instant";
import { expect, test } from "vitest";
import { splitAtTutorials } from "./split";

test("the minutes in and outside tutorials add up to the minutes of the whole", () => {
  const half = 30 * SECOND_MS;
  expect(splitAtTutorials(10 * MINUTE_MS + 2 * half, 5 * MINUTE_MS + half)).toEqual({ outside: "6 min", inTutorials: "5 min" });
  expect(splitAtTutorials(10 * MINUTE_MS + half, 4 * MINUTE_MS)).toEqual({ outside: "6 min", inTutorials: "4 min" });
});

test("a part of seconds is under a minute, and none at all is none", () => {
  expect(splitAtTutorials(5 * MINUTE_MS + SECOND_MS, SECOND_MS)).toEqual({ outside: "5 min", inTutorials: "under 1 min" });
  expect(splitAtTutorials(5 * MINUTE_MS + SECOND_MS, 5 * MINUTE_MS)).toEqual({ outside: "under 1 min", inTutorials: "5 min" });
  expect(splitAtTutorials(0, 0)).toEqual({ outside: "0 min", inTutorials: "0 min" });
});
