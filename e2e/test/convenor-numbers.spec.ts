import { addMs, MINUTE_MS } from "@tutor-times/core/instant";
import { addDays, parseLocalDate } from "@tutor-times/core/local-date";
import { dayStarts } from "@tutor-times/core/local-days";
import { union } from "@tutor-times/core/intervals";
import { addComment } from "@tutor-times/db/acts/comments";
import { loadViewer } from "@tutor-times/db/viewers";
import { evidenceOfTutors, figuresOf, medianOf, taskTimeOf, type Evidence } from "../src/expected-figures";
import { cellsOf, figure } from "../src/screens";
import { signIn } from "../src/sign-in";
import { expect, test } from "../src/test";
import { LOOKED_AT as NOW } from "../src/visited-world";
import { words } from "../src/words";
import { ZONE } from "../src/world";

const LAST_MONDAY = parseLocalDate("2025-09-29");
/** Last week: daylight saving began in its night to Sunday. */
const DAYS = dayStarts(ZONE, LAST_MONDAY, addDays(LAST_MONDAY, 6));
const [FROM, TO] = [DAYS[0] ?? NOW, DAYS.at(-1) ?? NOW];

test("where do the weeks and hours go? every hour of the map and every week of a tutor is what the evidence says", async ({
  db,
  visitAs,
}) => {
  const { page, world } = await visitAs("convenor");
  const { unit, tutor, otherTutor } = world;
  const all = await evidenceOfTutors(db, world);
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
      const weeks = cellsOf(page, "Marking per week and tutor", person.name);
      await expect(weeks).toHaveCount(13);
      await expect(weeks.last()).toHaveText(words(figuresOf(own, FROM, TO).markingMs));
      const before = dayStarts(ZONE, addDays(LAST_MONDAY, -7), LAST_MONDAY);
      await expect(weeks.nth(11)).toHaveText(words(figuresOf(own, before[0] ?? NOW, FROM).markingMs));
      await expect(weeks.nth(1)).toHaveText("0 min");
    }
    const { markingMs, activeMs } = figuresOf(all[0], FROM, TO);
    await expect(cellsOf(page, "Tutors", tutor.name).nth(4)).toHaveText(`${Math.floor((100 * activeMs) / markingMs)} %`);
    await expect(cellsOf(page, "Tutors", otherTutor.name).nth(4)).toHaveText("not observed");
    const median = medianOf(all, FROM, TO);
    await expect(cellsOf(page, "Tutors", tutor.name).nth(6)).toContainText(words(median?.medianMs ?? 0));
    await expect(cellsOf(page, "Tutors", otherTutor.name).nth(6)).toHaveText("too few");
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

test("which task eats the time, and which student needs it? observed, estimated and neither, from every side", async ({
  db,
  visitAs,
}) => {
  const { page, world } = await visitAs("convenor");
  const { unit, tutor, otherTutor, submissions, student } = world;
  const all = await evidenceOfTutors(db, world);
  const times = all.map((one) => taskTimeOf(one, FROM, TO));
  const ofTutor = times.map(({ perTask }) => sumOf([...perTask.values()]));
  const { rows } = await db.pool.query<{ task: never; definition: number; project: number }>(
    "SELECT id AS task, task_definition_id AS definition, project_id AS project FROM tasks WHERE id = ANY($1)",
    [times.flatMap(({ perTask }) => [...perTask.keys()])],
  );
  const ofSam = times.map(({ perTask }) =>
    sumOf(rows.filter(({ project }) => project === submissions[0].projectId).flatMap(({ task }) => perTask.get(task) ?? [])),
  );
  const expectTime = async (
    table: string,
    name: string,
    time: ReturnType<typeof sumOf>,
    places: readonly [number, number, number],
  ) => {
    const row = cellsOf(page, table, name);
    await expect(row.nth(places[0])).toHaveText(words(time.observedMs + time.estimatedMs));
    await expect(row.nth(places[1])).toHaveText(words(time.observedMs));
    await expect(row.nth(places[2])).toHaveText(words(time.estimatedMs));
  };

  await page.goto(`/units/${unit.id}/tasks?range=last-week`);
  await expectTime("Where it went", "0.1P", sumOf(ofTutor), [1, 3, 4]);
  const length = times.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  const table = page.getByRole("region", { name: "Where it went" }).locator("tbody tr");
  await expect(table.last().getByRole("cell").nth(1)).toHaveText(words(length));
  await table.filter({ hasText: "0.1P" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("0.1P · Install Python");
  await expectTime("Time by tutor", tutor.name, ofTutor[0] ?? sumOf([]), [1, 2, 3]);
  await expectTime("Time by tutor", otherTutor.name, ofTutor[1] ?? sumOf([]), [1, 2, 3]);
  const assessed = figuresOf(all[0], FROM, TO).assessments;
  await expect(cellsOf(page, "Time by tutor", tutor.name).nth(4)).toHaveText(String(assessed));

  await page.goto(`/units/${unit.id}/students/${student.id}?range=last-week`);
  await expectTime("Time by task", "0.1P", sumOf(ofSam), [1, 2, 3]);
  await expectTime("Time by tutor", tutor.name, ofSam[0] ?? sumOf([]), [1, 2, 3]);
});

function sumOf(times: readonly { readonly observedMs: number; readonly estimatedMs: number }[]) {
  return times.reduce(
    (sum, { observedMs, estimatedMs }) => ({
      observedMs: sum.observedMs + observedMs,
      estimatedMs: sum.estimatedMs + estimatedMs,
    }),
    { observedMs: 0, estimatedMs: 0 },
  );
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
  await expect(cellsOf(page, "Tutors", tutor.name).last()).toHaveText("marking since 15:51");
  await expect(cellsOf(page, "Tutors", otherTutor.name).last()).toHaveText("not yet");
  // 15 minutes after the latest act, and not before.
  await app.setClock(addMs(began, 19 * MINUTE_MS - 1));
  await page.reload();
  await expect(figure(page, "Marking now")).toHaveText("1");
  await app.setClock(addMs(began, 19 * MINUTE_MS));
  await page.reload();
  await expect(figure(page, "Marking now")).toHaveText("0");
  await expect(cellsOf(page, "Tutors", tutor.name).last()).toHaveText("Wed 8 Oct, 15:55");
});
