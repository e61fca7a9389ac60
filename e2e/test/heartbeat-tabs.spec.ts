import { addMs, MINUTE_MS, parseInstant, SECOND_MS } from "@tutor-times/core/instant";
import { expect, test } from "../src/heartbeat-test";
import { storedAttention } from "../src/stored";

const START = parseInstant("2025-10-08T05:00:00.000Z");
const at = (ms: number) => addMs(START, ms);

test("ten minutes of reading with small movements are ten minutes", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const tab = await (await sitDown(tutor)).open(submissions[0]);
  for (let i = 0; i < 60; i += 1) {
    await time.pass(10 * SECOND_MS);
    await tab.move();
  }
  await tab.close();
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([{ taskId: submissions[0].taskId, kind: "reading", from: START, to: at(10 * MINUTE_MS) }]);
});

test("three minutes of reading before walking away are three, and nothing more", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const tab = await (await sitDown(tutor)).open(submissions[0]);
  for (let i = 0; i < 18; i += 1) {
    await time.pass(10 * SECOND_MS);
    await tab.move();
  }
  await time.pass(20 * MINUTE_MS);
  await tab.sees("idle");
  await tab.close();
  await time.pass(MINUTE_MS);
  expect(await storedAttention(db, unit.id)).toEqual([
    { taskId: submissions[0].taskId, kind: "reading", from: START, to: at(3 * MINUTE_MS) },
  ]);
});

test("time goes to the tab that is in front", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const [one, other] = submissions;
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const first = await machine.open(one);
  await time.pass(50 * SECOND_MS);
  await first.move();
  const second = await machine.open(other);
  expect(await first.look()).toBe("hidden");
  expect(await second.look()).toBe("visible");
  await first.sees("hidden");
  await time.pass(40 * SECOND_MS);
  await second.move();
  await first.show();
  expect(await second.look()).toBe("hidden");
  expect(await first.look()).toBe("visible");
  await first.sees("counting");
  await second.sees("hidden");
  await time.pass(30 * SECOND_MS);
  await first.move();
  await second.show();
  expect(await first.look()).toBe("hidden");
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([
      { taskId: one.taskId, kind: "reading", from: START, to: at(50 * SECOND_MS) },
      { taskId: other.taskId, kind: "reading", from: at(50 * SECOND_MS), to: at(90 * SECOND_MS) },
      { taskId: one.taskId, kind: "reading", from: at(90 * SECOND_MS), to: at(120 * SECOND_MS) },
    ]);
});

test("five tabs open at once count once", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const tabs = [];
  for (const submitted of [...submissions, submissions[0]]) tabs.push(await machine.open(submitted));
  const [last, ...behind] = tabs.toReversed();
  expect(await Promise.all(behind.map((tab) => tab.look()))).toEqual(["hidden", "hidden", "hidden", "hidden"]);
  for (let i = 0; i < 6; i += 1) {
    await time.pass(30 * SECOND_MS);
    await last?.move();
  }
  for (const tab of tabs) await tab.close();
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([{ taskId: submissions[0].taskId, kind: "reading", from: START, to: at(3 * MINUTE_MS) }]);
});

test("of five windows in sight, the one used last counts, and no other", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const windows = [];
  for (const submitted of [...submissions, submissions[0]]) windows.push(await machine.open(submitted, { window: true }));
  expect(await Promise.all(windows.map((tab) => tab.look()))).toEqual(Array.from({ length: 5 }, () => "visible"));
  await time.pass(2 * SECOND_MS);
  for (const tab of windows) {
    await tab.move();
    await tab.sees("counting");
    const statuses = await Promise.all(windows.map((window) => window.status()));
    expect(statuses.filter((status) => status === "counting")).toHaveLength(1);
    await time.pass(30 * SECOND_MS);
    await tab.move();
  }
  for (const tab of windows) await tab.close();
  const [a, b, c, d] = submissions.map(({ taskId }) => taskId);
  await expect
    .poll(async () => (await storedAttention(db, unit.id)).map(({ taskId, from, to }) => [taskId, from, to]))
    .toEqual([a, b, c, d, a].map((taskId, i) => [taskId, at((2 + i * 30) * SECOND_MS), at((32 + i * 30) * SECOND_MS)]));
});

test("a tab that crashes frees the others, and what it had not sent yet comes with the next one", async ({
  db,
  found,
  office,
}) => {
  const { unit, tutor, submissions } = await found(START);
  const [one, other] = submissions;
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const first = await machine.open(one);
  const second = await machine.open(other);
  await first.show();
  await time.pass(20 * SECOND_MS);
  await first.move();
  await first.crash();
  await second.show();
  await second.sees("counting");
  await time.pass(20 * SECOND_MS);
  await second.move();
  await second.close();
  // What the dead tab had seen since its last beat is lost; nothing else.
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([{ taskId: other.taskId, kind: "reading", from: at(20 * SECOND_MS), to: at(40 * SECOND_MS) }]);
});

test("closing a tab in the middle loses nothing, because the last beat outlives it", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const tab = await machine.open(submissions[0]);
  await time.pass(95 * SECOND_MS);
  await tab.move();
  await tab.close();
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([{ taskId: submissions[0].taskId, kind: "reading", from: START, to: at(95 * SECOND_MS) }]);
});

test("a page that one goes back to takes up again out of the back/forward cache, and its absence is not counted", async ({
  db,
  found,
  office,
}) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const tab = await machine.open(submissions[0]);
  await time.pass(30 * SECOND_MS);
  await tab.move();
  await tab.page.evaluate(() => window.addEventListener("pageshow", ({ persisted }) => (document.title = `cached ${persisted}`)));
  await tab.goAway(5 * MINUTE_MS);
  await time.pass(5 * MINUTE_MS);
  await tab.comeBack();
  // A browser without windows has no such cache, for reasons of its own ("masked"), and the page is loaded anew.
  const notKept = await tab.page.evaluate(() => JSON.stringify(performance.getEntriesByType("navigation")));
  if (!notKept.includes('"masked"')) expect(await tab.page.title()).toBe("cached true");
  await tab.sees("counting");
  await time.pass(20 * SECOND_MS);
  await tab.move();
  await tab.close();
  const { taskId } = submissions[0];
  const back = at(5 * MINUTE_MS + 30 * SECOND_MS);
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([
      { taskId, kind: "reading", from: START, to: at(30 * SECOND_MS) },
      { taskId, kind: "reading", from: back, to: addMs(back, 20 * SECOND_MS) },
    ]);
});

test("a tab that the browser freezes counts nothing meanwhile", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const [one, other] = submissions;
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const first = await machine.open(one);
  await time.pass(30 * SECOND_MS);
  await first.move();
  const second = await machine.open(other);
  expect(await first.look()).toBe("hidden");
  await first.freeze();
  await time.pass(40 * SECOND_MS);
  await second.move();
  await first.thaw(40 * SECOND_MS);
  await first.show();
  expect(await second.look()).toBe("hidden");
  await time.pass(20 * SECOND_MS);
  await first.move();
  await first.close();
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([
      { taskId: one.taskId, kind: "reading", from: START, to: at(30 * SECOND_MS) },
      { taskId: other.taskId, kind: "reading", from: at(30 * SECOND_MS), to: at(70 * SECOND_MS) },
      { taskId: one.taskId, kind: "reading", from: at(70 * SECOND_MS), to: at(90 * SECOND_MS) },
    ]);
});
