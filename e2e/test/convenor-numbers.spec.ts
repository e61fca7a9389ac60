import { FEWEST_FOR_SPREAD, spreadOf } from "@tutor-times/core/spread";
import { addMs, HOUR_MS, instant, MINUTE_MS, parseInstant, type Instant } from "@tutor-times/core/instant";
import { addDays, parseLocalDate } from "@tutor-times/core/local-date";
import { dayStarts } from "@tutor-times/core/local-days";
import { union } from "@tutor-times/core/intervals";
import type { TutorialId } from "@tutor-times/core/ids";
import { addComment } from "@tutor-times/db/acts/comments";
import { assessTask } from "@tutor-times/db/acts/assess-task";
import type { Database } from "@tutor-times/db/database";
import { makeProject, makeTask, makeTaskDefinition, makeUser } from "@tutor-times/db/testing/factories";
import { insertRow } from "@tutor-times/db/testing/insert-row";
import { loadViewer } from "@tutor-times/db/viewers";
import type { Page } from "@playwright/test";
import { evidenceOf, figuresOf, medianOf, type Evidence } from "../src/expected-figures";
import { rememberTwoWeeks } from "../src/history";
import { figure } from "../src/screens";
import { signIn } from "../src/sign-in";
import { expect, test } from "../src/test";
import { words, waitWords } from "../src/words";
import { ZONE, type Person, type World } from "../src/world";

/** A Wednesday, 16:00 in Melbourne. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");
const LAST_MONDAY = parseLocalDate("2025-09-29");
/** Last week: daylight saving began in its night to Sunday. */
const DAYS = dayStarts(ZONE, LAST_MONDAY, addDays(LAST_MONDAY, 6));
const [FROM, TO] = [DAYS[0] ?? NOW, DAYS.at(-1) ?? NOW];
const BEGINNING = instant(0);

async function evidence(db: Database, { unit, tutor, otherTutor }: World): Promise<readonly [Evidence, Evidence]> {
  return [
    await evidenceOf(db, { userId: tutor.id, unitId: unit.id }),
    await evidenceOf(db, { userId: otherTutor.id, unitId: unit.id }),
  ];
}

/** The cells of the row about `name`. */
const cells = (page: Page, table: string, name: string) =>
  page.getByRole("region", { name: table, exact: true }).getByRole("row").filter({ hasText: name }).getByRole("cell");

/** Lets six more students of Ada's class submit the task that was marked before, so that it is known how long it takes. */
async function submitKnownTask(db: Database, { unit }: World, status: "ready_for_feedback" | "need_help"): Promise<void> {
  const { rows } = await db.pool.query<{ id: TutorialId; definition: never }>(
    `SELECT t.id, (SELECT d.id FROM task_definitions d WHERE d.unit_id = $1 AND d.abbreviation = '0.1P') AS definition
     FROM tutorials t WHERE t.unit_id = $1`,
    [unit.id],
  );
  const [tutorial] = rows;
  if (tutorial === undefined) throw new Error("There is no tutorial");
  for (let student = 0; student < 6; student += 1) {
    const project = await makeProject(db, { unitId: unit.id, tutorialIds: [tutorial.id] });
    const submission = { text: "Done.", submittedAt: addMs(NOW, -(40 + student) * HOUR_MS) };
    await makeTask(db, { projectId: project.id, taskDefinitionId: tutorial.definition, status, submission });
  }
}

test("will it be done? tasks times their median, as a range, against hours left and due dates; too little is said to be", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  const { unit, tutor, otherTutor, convenor } = world;
  await rememberTwoWeeks(db, world, NOW);
  await submitKnownTask(db, world, "ready_for_feedback");
  const due = { id: unit.id, date: "2025-10-10" };
  await db.pool.query("UPDATE task_definitions SET due_date = $2 WHERE unit_id = $1 AND abbreviation = '0.1P'", [
    due.id,
    due.date,
  ]);
  const all = await evidence(db, world);
  const takes = medianOf(all, BEGINNING, NOW);
  const used = figuresOf(all[0], BEGINNING, NOW).markingMs;
  if (takes === null) throw new Error("Nothing is known of the task");
  // Ten minutes more than the worst case for Ada, and less than any case for Brian.
  const allotted = Math.ceil((used + 6 * takes.upperMs) / MINUTE_MS) + 10;
  await insertRow(db, "allotted_hours", { unitId: unit.id, userId: tutor.id, totalMinutes: allotted }, null);
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, convenor);
  await page.goto(`/units/${unit.id}/forecast`);

  const range = `${words(6 * takes.lowerMs)} to ${words(6 * takes.upperMs)}, most likely ${words(6 * takes.medianMs)}`;
  const table = "Will it be done";
  const own = cells(page, table, tutor.name);
  await expect(own.nth(1)).toHaveText("9");
  await expect(own.nth(2)).toContainText(range);
  await expect(own.nth(2)).toContainText("without 3 that cannot be told of");
  await expect(own.nth(3)).toHaveText(words(allotted * MINUTE_MS - used));
  await expect(own.nth(4)).toHaveText("Too little to tell of 3 of them.");
  await expect(own.nth(5)).toContainText("9 by Fri 10 Oct");
  await expect(own.nth(5)).toContainText("3 past the date");
  const whole = cells(page, table, "The whole unit");
  await expect(whole.nth(1)).toHaveText("10");
  await expect(whole.nth(2)).toContainText(range);
  await expect(whole.nth(3)).toHaveText(words(allotted * MINUTE_MS - used));
  const other = cells(page, table, otherTutor.name);
  await expect(other.nth(1)).toHaveText("0");
  await expect(other.nth(3)).toHaveText("not set");
  await expect(other.nth(4)).toHaveText("Nothing awaits feedback.");

  const waiting = "What awaits feedback";
  await expect(cells(page, waiting, "1.1P").nth(1)).toHaveText("4");
  await expect(cells(page, waiting, "1.1P").nth(3)).toHaveText("Tue 7 Oct, 10:00");
  await expect(cells(page, waiting, "1.1P").nth(4)).toHaveText("too few");
  await expect(cells(page, waiting, "0.1P").nth(4)).toHaveText(words(takes.medianMs));
  await expect(cells(page, waiting, "0.1P").nth(5)).toHaveText(`${words(takes.lowerMs)} to ${words(takes.upperMs)}`);

  await test.step("once all of it is known, it fits, may just fit, or does not", async () => {
    await db.pool.query(
      "UPDATE tasks SET status = 'discuss' FROM task_definitions d WHERE d.id = task_definition_id AND d.unit_id = $1 AND d.abbreviation = '1.1P'",
      [unit.id],
    );
    const outlooks = [
      [used + 6 * takes.upperMs + MINUTE_MS, "It fits into the hours left."],
      [used + 6 * takes.upperMs - MINUTE_MS, "It may just fit."],
      [used + 6 * takes.lowerMs - MINUTE_MS, "More than the hours left."],
    ] as const;
    for (const [allottedMs, outlook] of outlooks) {
      await db.pool.query("UPDATE allotted_hours SET total_minutes = $2 WHERE unit_id = $1", [
        unit.id,
        Math.floor(allottedMs / MINUTE_MS),
      ]);
      await page.reload();
      await expect(own.nth(4)).toHaveText(outlook);
    }
  });
});

test("how long do students wait? from their submission to the first answer, by tutor and task, and the oldest that waits", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  const { unit, tutor, otherTutor, convenor } = world;
  const { id: taskDefinitionId } = await makeTaskDefinition(db, { unitId: unit.id, abbreviation: "0.2P", name: "Variables" });
  const answer = async (by: Person, submittedAt: Instant, at: Instant, kind: "comment" | "status") => {
    const { id: userId } = await makeUser(db);
    const project = await makeProject(db, { unitId: unit.id, userId });
    const target = { projectId: project.id, taskDefinitionId };
    await makeTask(db, { ...target, status: "ready_for_feedback", submission: { text: "Done.", submittedAt } });
    const viewer = await loadViewer(db, by.id, at);
    if (viewer === null) throw new Error(`${by.name} may not mark`);
    const caller = { scope: viewer.scope, now: at, ipAddress: "203.0.113.7" };
    if (kind === "comment") await addComment(db, caller, { ...target, comment: "A good start." });
    else await assessTask(db, caller, { ...target, trigger: "complete" });
    // What follows is no first answer.
    await assessTask(db, { ...caller, now: addMs(at, MINUTE_MS) }, { ...target, trigger: "discuss" });
  };
  const waits = { ada: [5, 9, 26, 31, 50, 77], brian: [2, 4] };
  const answered = (hours: number) => addMs(TO, -(100 - hours / 4) * HOUR_MS);
  for (const [index, hours] of waits.ada.entries())
    await answer(tutor, addMs(answered(hours), -hours * HOUR_MS), answered(hours), index % 2 === 0 ? "comment" : "status");
  for (const hours of waits.brian) await answer(otherTutor, addMs(answered(hours), -hours * HOUR_MS), answered(hours), "status");
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, convenor);
  await page.goto(`/units/${unit.id}/forecast?range=last-week`);

  const table = "From submission to first feedback";
  const expectSpread = async (name: string, hours: readonly number[]) => {
    const spread = spreadOf(hours.map((hour) => hour * HOUR_MS));
    if (spread === null) throw new Error("Too few");
    await expect(cells(page, table, name).nth(1)).toHaveText(waitWords(spread.medianMs));
    await expect(cells(page, table, name).nth(2)).toHaveText(`${waitWords(spread.lowerMs)} to ${waitWords(spread.upperMs)}`);
    await expect(cells(page, table, name).nth(3)).toHaveText(String(hours.length));
  };
  await expectSpread("The whole unit", [...waits.ada, ...waits.brian]);
  await expectSpread(tutor.name, waits.ada);
  await expectSpread("0.2P", [...waits.ada, ...waits.brian]);
  expect(waits.brian.length).toBeLessThan(FEWEST_FOR_SPREAD);
  await expect(cells(page, table, otherTutor.name).nth(1)).toHaveText("too few");
  await expect(cells(page, table, otherTutor.name).nth(3)).toHaveText("");
  // Sam has waited for 30 hours; one of the four is in no class of Ada's.
  await expect(cells(page, table, "The whole unit").nth(4)).toHaveText("4");
  await expect(cells(page, table, tutor.name).nth(4)).toHaveText("3");
  await expect(cells(page, table, tutor.name).nth(5)).toHaveText("Tue 7 Oct, 10:00");
  await expect(cells(page, table, otherTutor.name).nth(5)).toHaveText("–");
});

test("where do the weeks and hours go? every hour of the map and every week of a tutor is what the evidence says", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  const { unit, tutor, otherTutor, convenor } = world;
  await rememberTwoWeeks(db, world, NOW);
  const all = await evidence(db, world);
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, convenor);
  await page.goto(`/units/${unit.id}?range=last-week`);
  for (const table of await page.getByText("Show as a table").all()) await table.click();

  await test.step("hour by weekday, as clocks in Melbourne show it", async () => {
    const expected = hoursOf(all);
    const rows = page.getByRole("region", { name: "Marking by hour and weekday" }).locator("tbody tr");
    for (const row of await rows.all()) {
      const [hour = "", ...shown] = await row.getByRole("cell").allTextContents();
      const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
      expect(shown, hour).toEqual(weekdays.map((weekday) => words(expected.get(`${weekday} ${hour.slice(0, 2)}`) ?? 0)));
      for (const weekday of weekdays) expected.delete(`${weekday} ${hour.slice(0, 2)}`);
    }
    expect([...expected], "hours with marking that the map leaves out").toEqual([]);
  });

  await test.step("week by week, and the share that was observed", async () => {
    for (const [index, person] of [tutor, otherTutor].entries()) {
      const own = all[index] ?? all[0];
      const weeks = cells(page, "Marking per week and tutor", person.name);
      await expect(weeks).toHaveCount(13);
      await expect(weeks.last()).toHaveText(words(figuresOf(own, FROM, TO).markingMs));
      const before = dayStarts(ZONE, addDays(LAST_MONDAY, -7), LAST_MONDAY);
      await expect(weeks.nth(11)).toHaveText(words(figuresOf(own, before[0] ?? NOW, FROM).markingMs));
      await expect(weeks.nth(1)).toHaveText("0 min");
    }
    const { markingMs, activeMs } = figuresOf(all[0], FROM, TO);
    await expect(cells(page, "Tutors", tutor.name).nth(4)).toHaveText(`${Math.floor((100 * activeMs) / markingMs)} %`);
    await expect(cells(page, "Tutors", otherTutor.name).nth(4)).toHaveText("not observed");
    const median = medianOf(all, FROM, TO);
    await expect(cells(page, "Tutors", tutor.name).nth(6)).toContainText(words(median?.medianMs ?? 0));
    await expect(cells(page, "Tutors", otherTutor.name).nth(6)).toHaveText("too few");
  });
});

/** Marking per `Mon 09`, of all people, in milliseconds: cut at every quarter of an hour, and named by the clock there. */
function hoursOf(all: readonly Evidence[]): Map<string, number> {
  const clock = new Intl.DateTimeFormat("en-AU", { timeZone: ZONE, weekday: "short", hour: "2-digit", hourCycle: "h23" });
  const hours = new Map<string, number>();
  const quarter = 15 * MINUTE_MS;
  for (const { outcome } of all) {
    for (const { start, end } of union(outcome.sessions.map((one) => ({ start: one.countedFrom, end: one.end })))) {
      for (let at = Math.max(start, FROM); at < Math.min(end, TO); at = (Math.floor(at / quarter) + 1) * quarter) {
        const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
        const name = `${parts.get("weekday")} ${parts.get("hour")}`;
        const until = Math.min(end, TO, (Math.floor(at / quarter) + 1) * quarter);
        hours.set(name, (hours.get(name) ?? 0) + until - at);
      }
    }
  }
  return hours;
}

test("who is marking now? whoever has a session that is still open, since when, and for no longer", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  const { unit, tutor, otherTutor, convenor, submissions } = world;
  const began = addMs(NOW, -9 * MINUTE_MS);
  for (const at of [began, addMs(began, 4 * MINUTE_MS)]) {
    const viewer = await loadViewer(db, tutor.id, at);
    if (viewer === null) throw new Error("Ada may not mark");
    const { projectId, taskDefinitionId } = submissions[0];
    await addComment(
      db,
      { scope: viewer.scope, now: at, ipAddress: "203.0.113.7" },
      { projectId, taskDefinitionId, comment: `At ${at}.` },
    );
  }
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, convenor);
  await page.goto(`/units/${unit.id}`);
  await expect(figure(page, "Marking now")).toHaveText("1");
  await expect(cells(page, "Tutors", tutor.name).last()).toHaveText("marking since 15:51");
  await expect(cells(page, "Tutors", otherTutor.name).last()).toHaveText("not yet");
  // 15 minutes after the latest act, and not before.
  await app.setClock(addMs(began, 19 * MINUTE_MS - 1));
  await page.reload();
  await expect(figure(page, "Marking now")).toHaveText("1");
  await app.setClock(addMs(began, 19 * MINUTE_MS));
  await page.reload();
  await expect(figure(page, "Marking now")).toHaveText("0");
  await expect(cells(page, "Tutors", tutor.name).last()).toHaveText("Wed 8 Oct, 15:55");
});
