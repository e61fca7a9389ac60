import { FEWEST_FOR_SPREAD, spreadOf } from "@tutor-times/core/spread";
import { addMs, HOUR_MS, instant, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { startOfDay } from "@tutor-times/core/local-days";
import type { TaskDefinitionId, TutorialId } from "@tutor-times/core/ids";
import { addComment } from "@tutor-times/db/acts/comments";
import { assessTask } from "@tutor-times/db/acts/assess-task";
import type { Database } from "@tutor-times/db/database";
import { makeProject, makeTask, makeTaskDefinition, makeUser } from "@tutor-times/db/testing/factories";
import { insertRow } from "@tutor-times/db/testing/insert-row";
import { loadViewer } from "@tutor-times/db/viewers";
import { evidenceOfTutors, figuresOf, medianOf } from "../src/expected-figures";
import { cellsOf } from "../src/screens";
import { signIn } from "../src/sign-in";
import { expect, test } from "../src/test";
import { LOOKED_AT as NOW } from "../src/visited-world";
import { words, waitWords } from "../src/words";
import { ZONE, type Person, type World } from "../src/world";

/** Last week ended with the Sunday before. */
const TO = startOfDay(parseLocalDate("2025-10-06"), ZONE);
const BEGINNING = instant(0);

/** Lets six more students of Ada's class submit the task that was marked before, so that it is known how long it takes. */
async function submitKnownTask(db: Database, { unit }: World, status: "ready_for_feedback" | "need_help"): Promise<void> {
  const { rows } = await db.pool.query<{ id: TutorialId; definition: TaskDefinitionId }>(
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
  db,
  visitAs,
}) => {
  const { page, world } = await visitAs("convenor");
  const { unit, tutor, otherTutor } = world;
  await submitKnownTask(db, world, "ready_for_feedback");
  const due = { id: unit.id, date: "2025-10-10" };
  await db.pool.query("UPDATE task_definitions SET due_date = $2 WHERE unit_id = $1 AND abbreviation = '0.1P'", [
    due.id,
    due.date,
  ]);
  const all = await evidenceOfTutors(db, world);
  const takes = medianOf(all, BEGINNING, NOW);
  const used = figuresOf(all[0], BEGINNING, NOW).markingMs;
  if (takes === null) throw new Error("Nothing is known of the task");
  // Ten minutes more than the worst case for Ada, and less than any case for Brian.
  const allotted = Math.ceil((used + 6 * takes.upperMs) / MINUTE_MS) + 10;
  await insertRow(db, "allotted_hours", { unitId: unit.id, userId: tutor.id, totalMinutes: allotted }, null);
  await page.goto(`/units/${unit.id}/forecast`);

  const range = `${words(6 * takes.lowerMs)} to ${words(6 * takes.upperMs)}, most likely ${words(6 * takes.medianMs)}`;
  const table = "Will it be done";
  const own = cellsOf(page, table, tutor.name);
  await expect(own.nth(1)).toHaveText("9");
  await expect(own.nth(2)).toContainText(range);
  await expect(own.nth(2)).toContainText("without 3 that cannot be told of");
  await expect(own.nth(3)).toHaveText(words(allotted * MINUTE_MS - used));
  await expect(own.nth(4)).toHaveText("Too little to tell of 3 of them.");
  await expect(own.nth(5)).toContainText("9 by Fri 10 Oct");
  await expect(own.nth(5)).toContainText("3 past the date");
  const whole = cellsOf(page, table, "The whole unit");
  await expect(whole.nth(1)).toHaveText("10");
  await expect(whole.nth(2)).toContainText(range);
  await expect(whole.nth(3)).toHaveText(words(allotted * MINUTE_MS - used));
  const other = cellsOf(page, table, otherTutor.name);
  await expect(other.nth(1)).toHaveText("0");
  await expect(other.nth(3)).toHaveText("not set");
  await expect(other.nth(4)).toHaveText("Nothing awaits feedback.");

  const waiting = "What awaits feedback";
  await expect(cellsOf(page, waiting, "1.1P").nth(1)).toHaveText("4");
  await expect(cellsOf(page, waiting, "1.1P").nth(3)).toHaveText("Tue 7 Oct, 10:00");
  await expect(cellsOf(page, waiting, "1.1P").nth(4)).toHaveText("too few");
  await expect(cellsOf(page, waiting, "0.1P").nth(4)).toHaveText(words(takes.medianMs));
  await expect(cellsOf(page, waiting, "0.1P").nth(5)).toHaveText(`${words(takes.lowerMs)} to ${words(takes.upperMs)}`);

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
    await expect(cellsOf(page, table, name).nth(1)).toHaveText(waitWords(spread.medianMs));
    await expect(cellsOf(page, table, name).nth(2)).toHaveText(`${waitWords(spread.lowerMs)} to ${waitWords(spread.upperMs)}`);
    await expect(cellsOf(page, table, name).nth(3)).toHaveText(String(hours.length));
  };
  await expectSpread("The whole unit", [...waits.ada, ...waits.brian]);
  await expectSpread(tutor.name, waits.ada);
  await expectSpread("0.2P", [...waits.ada, ...waits.brian]);
  expect(waits.brian.length).toBeLessThan(FEWEST_FOR_SPREAD);
  await expect(cellsOf(page, table, otherTutor.name).nth(1)).toHaveText("too few");
  await expect(cellsOf(page, table, otherTutor.name).nth(3)).toHaveText("");
  // Sam has waited for 30 hours; one of the four is in no class of Ada's.
  await expect(cellsOf(page, table, "The whole unit").nth(4)).toHaveText("4");
  await expect(cellsOf(page, table, tutor.name).nth(4)).toHaveText("3");
  await expect(cellsOf(page, table, tutor.name).nth(5)).toHaveText("Tue 7 Oct, 10:00");
  await expect(cellsOf(page, table, otherTutor.name).nth(5)).toHaveText("–");
});
