import { setInterval as ticks } from "node:timers/promises";
import { instant, MINUTE_MS, SECOND_MS } from "@tutor-times/core/instant";
import { Desk, isHeartbeat } from "../src/desk";
import { signIn } from "../src/sign-in";
import { storedAttention, storedSessions } from "../src/stored";
import { expect, test } from "../src/test";

const READS_MS = 150 * SECOND_MS;

/**
 * The truth is known up to how long the page took to open and the mouse to move. Beyond that: beats name whole
 * milliseconds of the server's clock, which the page knows to half the time of its fastest request, and corrects when it
 * learns better. On a busy machine that comes to some hundred milliseconds.
 */
const TOLERANCE_MS = 3 * SECOND_MS;

test("of three minutes in real time, the two and a half spent reading are counted", async ({ db, found, visit }) => {
  test.setTimeout(5 * MINUTE_MS);
  const { unit, tutor, submissions } = await found(instant(Date.now()));
  const [submitted] = submissions;
  const page = await visit();
  const desk = new Desk(page);
  await signIn(page, tutor);
  await desk.enter();

  const clicked = Date.now();
  await desk.open(submitted);
  const opened = Date.now();
  let [beforeMove, afterMove] = [opened, opened];
  for await (const _ of ticks(10 * SECOND_MS)) {
    beforeMove = Date.now();
    await desk.move();
    afterMove = Date.now();
    if (afterMove - opened >= READS_MS) break;
  }
  // Walks away. The next beat, half a minute later, carries what came before, and no more.
  await page.waitForResponse(isHeartbeat, { timeout: MINUTE_MS });

  const [session, ...others] = await storedSessions(db, unit.id);
  expect(others).toEqual([]);
  expect(session).toMatchObject({ userId: tutor.id, opened: 1, assessments: 0, comments: 0 });
  const { start = 0, end = 0, activeMs = 0, minutes } = session ?? {};
  expect(activeMs).toBeGreaterThanOrEqual(beforeMove - opened - TOLERANCE_MS);
  expect(activeMs).toBeLessThanOrEqual(afterMove - clicked + TOLERANCE_MS);
  expect(start).toBeGreaterThanOrEqual(clicked - TOLERANCE_MS);
  expect(start).toBeLessThanOrEqual(opened + TOLERANCE_MS);
  expect(end).toBeGreaterThanOrEqual(beforeMove - TOLERANCE_MS);
  expect(end).toBeLessThanOrEqual(afterMove + TOLERANCE_MS);
  // A whole sitting counts at least the unit's floor.
  expect(minutes).toBe(5);

  const attention = await storedAttention(db, unit.id);
  expect(new Set(attention.map(({ taskId }) => taskId))).toEqual(new Set([submitted.taskId]));
  expect(attention.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(activeMs);
});
