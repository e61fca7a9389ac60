import { expect, test } from "vitest";
import { countedWithin, type CountedSession } from "../src/counted-within";
import { instant, MINUTE_MS } from "../src/instant";

const at = (minute: number) => instant(minute * MINUTE_MS);
const session = (from: number, to: number): CountedSession => ({
  start: at(from),
  end: at(to),
  countedFrom: at(from),
  durationMinutes: to - from,
});
const range = { start: at(0), end: at(100) };

test("two sessions at once count once for marking and twice for credit", () => {
  const counted = countedWithin([session(10, 30), session(20, 40)], range, []);
  expect(counted).toEqual({ markingMs: 30 * MINUTE_MS, inTutorialsMs: 0, creditedMinutes: 40, sessions: 2 });
});

test("marking is clipped to the range, credit goes to where a session starts", () => {
  const counted = countedWithin([session(-10, 5), session(95, 110)], range, []);
  expect(counted).toEqual({ markingMs: 10 * MINUTE_MS, inTutorialsMs: 0, creditedMinutes: 15, sessions: 1 });
});

test("what of marking lies in tutorials counts once, and within the range alone", () => {
  const windows = [
    { start: at(20), end: at(35) },
    { start: at(30), end: at(60) },
    { start: at(90), end: at(130) },
  ];
  const counted = countedWithin([session(10, 30), session(20, 40), session(95, 110)], range, windows);
  expect(counted.inTutorialsMs).toBe(25 * MINUTE_MS);
});
