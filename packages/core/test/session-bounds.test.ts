import { expect, test } from "vitest";
import type { SessionId } from "../src/ids";
import { instant, MINUTE_MS } from "../src/instant";
import { explainBounds, type Neighbour } from "../src/session-bounds";

const at = (minutes: number) => instant(minutes * MINUTE_MS);

function session(id: number, start: number, end: number, more: Partial<Neighbour> = {}): Neighbour {
  return { id: id as SessionId, start: at(start), end: at(end), continues: false, removed: false, ...more };
}

const around = (more: Partial<Parameters<typeof explainBounds>[1]>) => ({
  before: null,
  after: null,
  windows: [],
  thresholdMs: 15 * MINUTE_MS,
  now: at(10_000),
  ...more,
});

test("a session that nothing came near begins and ends in silence", () => {
  const none = { why: "silence", other: null, at: null };
  expect(explainBounds(session(1, 100, 110), around({}))).toEqual({ begins: none, ends: none });
});

test("the silence leads to the sessions on its far sides", () => {
  const bounds = explainBounds(session(2, 100, 110), around({ before: session(1, 50, 60), after: session(3, 200, 210) }));
  expect(bounds).toEqual({
    begins: { why: "silence", other: 1, at: at(60) },
    ends: { why: "silence", other: 3, at: at(200) },
  });
});

test("pieces that meet where a tutorial begins or ends were cut there, and say by which", () => {
  const windows = [{ name: "Mon8", start: at(100), end: at(220) }];
  const bounds = explainBounds(
    session(2, 100, 220, { continues: true }),
    around({ before: session(1, 90, 100), after: session(3, 220, 230, { continues: true }), windows }),
  );
  expect(bounds).toEqual({
    begins: { why: "tutorial", name: "Mon8", edge: "begins", other: 1 },
    ends: { why: "tutorial", name: "Mon8", edge: "ends", other: 3 },
  });
});

test("where one tutorial ends and another begins, the one that begins is named", () => {
  const windows = [
    { name: "Mon8", start: at(0), end: at(100) },
    { name: "Mon10", start: at(100), end: at(220) },
  ];
  const { ends } = explainBounds(session(1, 90, 100), around({ after: session(2, 100, 120, { continues: true }), windows }));
  expect(ends).toEqual({ why: "tutorial", name: "Mon10", edge: "begins", other: 2 });
});

test("a removed neighbour within the threshold is why a sitting does not reach across it; one further away is not", () => {
  const removed = { removed: true };
  const near = explainBounds(
    session(2, 100, 110),
    around({ before: session(1, 80, 85.001, removed), after: session(3, 110, 130, removed) }),
  );
  expect(near).toEqual({ begins: { why: "removed", other: 1 }, ends: { why: "removed", other: 3 } });
  const far = explainBounds(session(2, 100, 110), around({ before: session(1, 80, 85, removed) }));
  expect(far.begins).toEqual({ why: "silence", other: 1, at: at(85) });
});

test("a session is open while its end is less than the threshold ago, unless it was removed", () => {
  const ending = (now: number, more: Partial<Neighbour> = {}) =>
    explainBounds(session(1, 100, 110, more), around({ now: instant(now) })).ends.why;
  expect(ending(125 * MINUTE_MS - 1)).toBe("open");
  expect(ending(125 * MINUTE_MS)).toBe("silence");
  expect(ending(111 * MINUTE_MS, { removed: true })).toBe("silence");
});
