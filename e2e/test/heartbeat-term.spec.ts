import { addMs, HOUR_MS, instant, MINUTE_MS, parseInstant } from "@tutor-times/core/instant";
import type { UserId } from "@tutor-times/core/ids";
import { expect, test } from "../src/heartbeat-test";
import { OnTrack } from "../src/ontrack";
import { liveThroughDay } from "../src/simulated-day";
import { storedSessions } from "../src/stored";

/** Early in the unit's teaching period; a marking day every week from here on. */
const FIRST_DAY = parseInstant("2025-08-18T23:00:00.000Z");
const DAYS = 12;
const SUBMISSIONS = 6;

test("a term of marking days is counted within two hundredths of the truth", async ({ app, db, found, office }, testInfo) => {
  const { unit, tutor, otherTutor, submissions } = await found(parseInstant("2025-10-08T05:00:00.000Z"));
  const { sitDown } = await office(FIRST_DAY);
  const machine = await sitDown(tutor);
  const { page } = await machine.open(submissions[0]);
  await page.evaluate(() => document.querySelector<HTMLButtonElement>("#sign-out")?.click());
  await page.waitForSelector("form:not([hidden])");
  await page.exposeFunction("setServerTime", (now: number) => app.setClock(instant(now)));
  /** The one who is observed, and one who saves at the same instants and is not. */
  let both: readonly OnTrack[] = [];
  await page.exposeFunction("save", async (now: number, i: number) => {
    await app.setClock(instant(now));
    const { projectId, taskDefinitionId } = submissions[i % 4] ?? submissions[0];
    for (const [turn, one] of both.entries()) {
      const trigger = (i + turn) % 2 === 0 ? "discuss" : "fix_and_resubmit";
      const saved = await one.call("PUT", `/projects/${projectId}/task_def_id/${taskDefinitionId}`, { trigger });
      expect(saved).toMatchObject({ status: 200 });
    }
  });

  let truth = 0;
  let pageTime = await page.evaluate(() => Date.now());
  for (let day = 0; day < DAYS; day += 1) {
    const morning = addMs(FIRST_DAY, day * 7 * 24 * HOUR_MS);
    await app.setClock(morning);
    // The token has to last the day.
    both = [await OnTrack.signIn(app, tutor, { remember: true }), await OnTrack.signIn(app, otherTutor, { remember: true })];
    await page.evaluate((ms) => window.handClock?.skip(ms), morning - pageTime);
    const { username, token } = both[0]?.credentials ?? { username: "", token: "" };
    const tasks = submissions.map(({ projectId, taskDefinitionId }) => ({ projectId, taskDefinitionId }));
    const today = { url: machine.gateway.url, username, token, tasks, submissions: SUBMISSIONS, seed: 20_250_818 + day };
    truth += await page.evaluate(liveThroughDay, today);
    pageTime = await page.evaluate(() => Date.now());
  }

  const sessions = await storedSessions(db, unit.id);
  const of = (id: UserId) => sessions.filter(({ userId }) => userId === id);
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const active = sum(of(tutor.id).map(({ activeMs }) => activeMs));
  const marking = sum(of(tutor.id).map(({ start, end }) => end - start));
  const savesAlone = sum(of(otherTutor.id).map(({ minutes }) => minutes * MINUTE_MS));
  const row = (what: string, ms: number) =>
    `${what.padEnd(44)} ${(ms / HOUR_MS).toFixed(1).padStart(6)} h ${((100 * ms) / truth).toFixed(1).padStart(7)} %`;
  const table = [
    `${DAYS} marking days with ${SUBMISSIONS} submissions each`,
    row("the truth", truth),
    row("attention, as the heartbeat saw it", active),
    row("marking sessions with the heartbeat", marking),
    row("marking sessions from saves alone", savesAlone),
  ].join("\n");
  await testInfo.attach("term", { body: table });
  process.stdout.write(`${table}\n`);
  expect(Math.abs(active / truth - 1)).toBeLessThan(0.02);
  expect(Math.abs(active / truth - 1)).toBeLessThan(Math.abs(savesAlone / truth - 1));
});
