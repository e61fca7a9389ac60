import { setTimeout as wait } from "node:timers/promises";
import { instant, SECOND_MS } from "@tutor-times/core/instant";
import { expect, test } from "../src/heartbeat-test";
import type { Tab } from "../src/machine";
import { storedAttention } from "../src/stored";

/** How long the page takes to open, and how well it can know the server's clock on a busy machine. */
const TOLERANCE_MS = 3 * SECOND_MS;
const HIDDEN_MS = 40 * SECOND_MS;

test("a tab whose timers the browser throttles in the background counts no more for it", async ({ db, found, sitDownNow }) => {
  const { unit, tutor, submissions } = await found(instant(Date.now()));
  const [one, other] = submissions;
  const machine = await sitDownNow(tutor);
  const opened = Date.now();
  const first = await machine.open(one);
  await first.page.evaluate(() => {
    let ticks = 0;
    setInterval(() => (document.title = String((ticks += 1))), 20);
  });
  const ticks = async () => Number(await first.page.title());
  await readFor(first, 10 * SECOND_MS);
  const ticksInFront = await ticks();

  const second = await machine.open(other);
  const hidden = Date.now();
  expect(await first.look()).toBe("hidden");
  const ticksBefore = await ticks();
  await readFor(second, HIDDEN_MS);
  // As many as a second or so has in front: the browser really holds the page back.
  const ticksBehind = (await ticks()) - ticksBefore;
  expect(ticksInFront).toBeGreaterThan(200);
  expect(ticksBehind).toBeLessThan(80);

  await first.show();
  const shown = Date.now();
  expect(await second.look()).toBe("hidden");
  await readFor(first, 10 * SECOND_MS);
  const moved = Date.now();
  await first.close();

  const total = async (taskId: number) =>
    (await storedAttention(db, unit.id)).filter((row) => row.taskId === taskId).reduce((sum, { from, to }) => sum + to - from, 0);
  const truth = hidden - opened + (moved - shown);
  await expect.poll(() => total(one.taskId)).toBeGreaterThan(truth - TOLERANCE_MS);
  expect(await total(one.taskId)).toBeLessThan(truth + TOLERANCE_MS);
  expect(await total(other.taskId)).toBeGreaterThan(HIDDEN_MS - TOLERANCE_MS);
  expect(await total(other.taskId)).toBeLessThan(shown - hidden + TOLERANCE_MS);
});

/** Moves the mouse every second for about `ms`. */
async function readFor(tab: Tab, ms: number): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await wait(SECOND_MS)) await tab.move();
  await tab.move();
}
