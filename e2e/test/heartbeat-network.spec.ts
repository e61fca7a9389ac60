import { addMs, MINUTE_MS, parseInstant, SECOND_MS } from "@tutor-times/core/instant";
import { expect, test } from "../src/heartbeat-test";
import { OnTrack } from "../src/ontrack";
import { storedAttention, storedSessions } from "../src/stored";

const START = parseInstant("2025-10-08T05:00:00.000Z");
const at = (ms: number) => addMs(START, ms);

test("ten minutes without a network lose nothing", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const tab = await (await sitDown(tutor)).open(submissions[0]);
  await tab.read(time, MINUTE_MS);
  await tab.page.setOfflineMode(true);
  await tab.sees("offline");
  await tab.read(time, 10 * MINUTE_MS);
  // Of the last ten seconds the server had not heard.
  expect(await storedAttention(db, unit.id)).toMatchObject([{ from: START, to: at(50 * SECOND_MS) }]);
  await tab.page.setOfflineMode(false);
  await tab.read(time, MINUTE_MS);
  await tab.sees("counting");
  await tab.close();
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([{ taskId: submissions[0].taskId, kind: "reading", from: START, to: at(12 * MINUTE_MS) }]);
});

test("what a tab could not send before it was closed comes with the next page of the same person", async ({
  db,
  found,
  office,
}) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const tab = await machine.open(submissions[0]);
  await tab.page.setOfflineMode(true);
  await tab.read(time, 3 * MINUTE_MS);
  await tab.close();
  expect(await storedAttention(db, unit.id)).toEqual([]);
  await time.pass(2 * MINUTE_MS);
  await machine.open(submissions[1]);
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([{ taskId: submissions[0].taskId, kind: "reading", from: START, to: at(3 * MINUTE_MS) }]);
});

test("signing out takes along what waits in the browser", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const tab = await machine.open(submissions[0]);
  const kept = () =>
    tab.page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith("tutor-times-beats/")));
  machine.gateway.refusal = { status: 503, retryAfterSeconds: 5 };
  await tab.read(time, 55 * SECOND_MS);
  await time.pass(10 * SECOND_MS);
  const { projectId, taskDefinitionId } = submissions[0];
  const waiting = [{ target: { projectId, taskDefinitionId }, kind: "reading", from: START, to: at(55 * SECOND_MS) }];
  expect((await kept()).map(([, text]) => JSON.parse(text))).toEqual([waiting]);
  machine.gateway.refusal = null;
  const loaded = tab.page.waitForNavigation();
  await tab.page.click("#sign-out");
  await loaded;
  expect(await kept()).toEqual([]);
  expect(await storedAttention(db, unit.id)).toEqual([]);
});

test("a server that asks for patience gets it, and loses nothing by it", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const tab = await machine.open(submissions[0]);
  await tab.read(time, 50 * SECOND_MS);
  const askedAt: number[] = [];
  machine.gateway.refusal = { status: 429, retryAfterSeconds: 90 };
  machine.gateway.onRefused = () => askedAt.push(time.now);
  await tab.read(time, 4 * MINUTE_MS);
  // A minute in, and then whenever the 90 seconds are over: not once in between.
  expect(askedAt[0]).toBe(at(MINUTE_MS));
  expect(askedAt.length).toBeGreaterThanOrEqual(2);
  expect(askedAt.length).toBeLessThanOrEqual(3);
  for (const [i, later] of askedAt.slice(1).entries()) expect(later - (askedAt[i] ?? 0)).toBeGreaterThanOrEqual(90 * SECOND_MS);
  machine.gateway.refusal = null;
  await tab.read(time, 3 * MINUTE_MS);
  await tab.close();
  await expect
    .poll(() => storedAttention(db, unit.id))
    .toEqual([{ taskId: submissions[0].taskId, kind: "reading", from: START, to: at(7 * MINUTE_MS + 50 * SECOND_MS) }]);
});

for (const clockErrorMs of [-20 * MINUTE_MS, 20 * MINUTE_MS]) {
  test(`a machine whose clock is ${clockErrorMs / MINUTE_MS} minutes wrong changes nothing`, async ({ db, found, office }) => {
    const { unit, tutor, submissions } = await found(START);
    const { time, sitDown } = await office(START);
    const tab = await (await sitDown(tutor, { clockErrorMs })).open(submissions[0]);
    expect(await tab.page.evaluate(() => Date.now())).toBe(START + clockErrorMs);
    await tab.read(time, 3 * MINUTE_MS);
    await tab.close();
    await expect
      .poll(() => storedAttention(db, unit.id))
      .toEqual([{ taskId: submissions[0].taskId, kind: "reading", from: START, to: at(3 * MINUTE_MS) }]);
  });
}

test("two machines used at once are the union of both in the report", async ({ app, db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const [one, other] = submissions;
  const { time, sitDown } = await office(START);
  const desktop = await (await sitDown(tutor, { address: "203.0.113.7" })).open(one);
  await desktop.read(time, 6 * MINUTE_MS);
  const laptop = await (await sitDown(tutor, { address: "203.0.113.8" })).open(other);
  // Both for four minutes, then only the laptop for eight.
  await desktop.read(time, 4 * MINUTE_MS, laptop);
  await desktop.close();
  await laptop.read(time, 8 * MINUTE_MS);
  await laptop.close();
  const sessions = async () => (await storedSessions(db, unit.id)).map(({ start, end, activeMs }) => ({ start, end, activeMs }));
  await expect.poll(sessions).toEqual([
    { start: START, end: at(10 * MINUTE_MS), activeMs: 10 * MINUTE_MS },
    { start: at(6 * MINUTE_MS), end: at(18 * MINUTE_MS), activeMs: 12 * MINUTE_MS },
  ]);
  const report = await (
    await OnTrack.signIn(app, tutor)
  ).ask("reports.tutor", { from: "2025-10-08", to: "2025-10-08", unitIds: [unit.id] });
  expect(report).toMatchObject({
    total: { markingMs: 18 * MINUTE_MS, activeMs: 18 * MINUTE_MS, wallMs: 18 * MINUTE_MS, spanMs: 22 * MINUTE_MS, sessions: 2 },
  });
});

test("whoever is signed out is told so, and the page asks no more", async ({ db, found, office }) => {
  const { unit, tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const tab = await machine.open(submissions[0]);
  await tab.read(time, MINUTE_MS);
  await db.pool.query("DELETE FROM access_tokens WHERE user_id = $1", [tutor.id]);
  await tab.read(time, MINUTE_MS);
  await tab.sees("signed-out");
  const callsBefore = machine.gateway.calls;
  await tab.read(time, 5 * MINUTE_MS);
  expect(machine.gateway.calls).toBe(callsBefore);
  expect(await storedAttention(db, unit.id)).toMatchObject([{ from: START, to: at(50 * SECOND_MS) }]);
});

test("whoever does not teach there any more is told so, and the page asks no more", async ({ db, found, office }) => {
  const { unit, otherTutor: tutor, submissions } = await found(START);
  const { time, sitDown } = await office(START);
  const machine = await sitDown(tutor);
  const tab = await machine.open(submissions[0]);
  await tab.read(time, MINUTE_MS);
  await db.pool.query("DELETE FROM unit_roles WHERE user_id = $1", [tutor.id]);
  await tab.read(time, MINUTE_MS);
  await tab.sees("not-tracked");
  const callsBefore = machine.gateway.calls;
  await tab.read(time, 5 * MINUTE_MS);
  expect(machine.gateway.calls).toBe(callsBefore);
  expect(await storedAttention(db, unit.id)).toMatchObject([{ from: START, to: at(50 * SECOND_MS) }]);
});
