import { readFile } from "node:fs/promises";
import { addMs, instant, MINUTE_MS } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { dayStarts } from "@tutor-times/core/local-days";
import { insertRow } from "@tutor-times/db/testing/insert-row";
import { evidenceOf, figuresOf } from "../src/expected-figures";
import { rememberTwoWeeks } from "../src/history";
import { signIn } from "../src/sign-in";
import { storedSessions } from "../src/stored";
import { expect, test } from "../src/test";
import { LOOKED_AT as NOW } from "../src/visited-world";
import { words } from "../src/words";
import { ZONE } from "../src/world";

const [THIS_MONDAY] = dayStarts(ZONE, parseLocalDate("2025-10-06"), parseLocalDate("2025-10-06"));
/** A week later, so that the class on Monday into which marking fell was last week. */
const LATER = addMs(NOW, 7 * 24 * 60 * MINUTE_MS);

test("what would a change of the timetable have done to last week? it is told before it is saved, and the history says who saved it", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  const { unit, tutor, convenor } = world;
  await rememberTwoWeeks(db, world, NOW);
  const monday = THIS_MONDAY ?? NOW;
  const evidence = await evidenceOf(db, { userId: tutor.id, unitId: unit.id });
  const week = figuresOf(evidence, monday, addMs(monday, 7 * 24 * 60 * MINUTE_MS));
  // On Monday a sitting began in the class and went on beyond it: without the class it is one session.
  expect(week.inTutorialsMs).toBeGreaterThan(0);
  const stored = await storedSessions(db, unit.id);
  const inWeek = stored.filter(({ userId, start }) => userId === tutor.id && start >= monday).length;
  await app.setClock(LATER);
  const page = await visit({ faulty: true });
  await signIn(page, convenor);
  await page.goto(`/units/${unit.id}/timetable`);
  const windows = async (after: number) => {
    const { rows } = await db.pool.query("SELECT start_time FROM tutorial_windows WHERE unit_id = $1 AND start_time > $2", [
      unit.id,
      new Date(after),
    ]);
    return rows.length;
  };
  const [before, ever] = [await windows(LATER), await windows(0)];
  const breaks = page.getByRole("region", { name: "Teaching period and breaks" });
  const dialog = page.getByRole("dialog");

  await test.step("a break that would end before it begins is refused, and what was typed stays", async () => {
    await breaks.getByLabel("New break").fill("Mid-term break");
    await breaks.getByLabel("First day off").fill("2025-10-20");
    await breaks.getByLabel("Last day off").fill("2025-10-19");
    await breaks.getByRole("button", { name: "Add the break …" }).click();
    await expect(breaks.getByRole("alert")).toContainText("the break would end before it begins");
    await expect(breaks.getByLabel("New break")).toHaveValue("Mid-term break");
  });

  await test.step("a break of a week takes the class and its cut away", async () => {
    await breaks.getByLabel("Last day off").fill("2025-10-26");
    await breaks.getByRole("button", { name: "Add the break …" }).click();
    await expect(dialog).toContainText("6 – 12 Oct 2025");
    const cells = dialog.getByRole("row").filter({ hasText: tutor.name }).getByRole("cell");
    await expect(cells.nth(1)).toContainText(words(week.markingMs));
    await expect(cells.nth(2)).toHaveText(`0 min−${words(week.inTutorialsMs)}, now ${words(week.inTutorialsMs)}`);
    await expect(cells.nth(4)).toHaveText(`${inWeek - 1}−1, now ${inWeek}`);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(breaks.getByRole("button", { name: "Add the break …" })).toBeFocused();
    expect(await windows(0)).toBe(ever);
  });

  await test.step("saved, it holds for meetings to come, and the past stays", async () => {
    await breaks.getByRole("button", { name: "Add the break …" }).click();
    await dialog.getByRole("button", { name: "Save it" }).click();
    await expect(breaks.getByRole("list", { name: "Breaks" })).toContainText("Mid-term break no tutorials 20 – 26 Oct 2025");
    expect(await windows(LATER)).toBe(before - 1);
    expect(await windows(0)).toBe(ever - 1);
    expect(await storedSessions(db, unit.id)).toEqual(stored);
  });

  await test.step("a class that moves is ended and begun", async () => {
    const row = page.getByRole("region", { name: "Tutorials" }).getByRole("row").filter({ hasText: "Monday, 08:00" });
    await row.getByRole("button", { name: "Change" }).click();
    await dialog.getByLabel("Day", { exact: true }).fill("2025-10-27");
    await dialog.getByLabel("Begins at").fill("09:00");
    await dialog.getByRole("button", { name: "Move it …" }).click();
    // The question stands above the form, which stays when it is left.
    const question = page.getByRole("dialog", { name: "Before it is saved" });
    await expect(question.getByRole("row").filter({ hasText: tutor.name })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    await expect(dialog.getByLabel("Begins at")).toHaveValue("09:00");
    await dialog.getByRole("button", { name: "Move it …" }).click();
    await question.getByRole("button", { name: "Save it" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("row").filter({ hasText: "Monday, 09:00" })).toContainText("27 Oct");
  });

  await page.goto(`/units/${unit.id}/history`);
  for (const what of ["added a break", "moved a tutorial"])
    await expect(page.getByRole("row").filter({ hasText: what })).toContainText(convenor.name);
  await expect(page.getByRole("row").filter({ hasText: "added a break" })).toContainText("Wed 15 Oct 2025, 16:00");
});

test("who is near the end of their hours? from 80 % and from 100 % on, quietly, the tutor on their first page", async ({
  db,
  visit,
  visitAs,
}) => {
  const { page: convenors, world } = await visitAs("convenor");
  const { unit, tutor } = world;
  const used = figuresOf(await evidenceOf(db, { userId: tutor.id, unitId: unit.id }), instant(0), NOW).markingMs;
  const usedMinutes = Math.floor(used / MINUTE_MS);
  expect(used, "whole minutes, so that the limits can be met exactly").toBe(usedMinutes * MINUTE_MS);
  await insertRow(db, "allotted_hours", { unitId: unit.id, userId: tutor.id, totalMinutes: 1 }, null);
  const tutors = await visit();
  await signIn(tutors, tutor);
  const least = Math.ceil(usedMinutes / 0.8);
  const cases = [
    [least + 1, `${words((least + 1) * MINUTE_MS - used)} left`],
    [Math.floor(usedMinutes / 0.8), `${words(Math.floor(usedMinutes / 0.8) * MINUTE_MS - used)} left, 80 % used`],
    [usedMinutes + 1, "1 min left, 99 % used"],
    [usedMinutes, "all used"],
    [usedMinutes - 61, "1 h 1 min over"],
  ] as const;
  for (const [minutes, said] of cases) {
    await db.pool.query("UPDATE allotted_hours SET total_minutes = $2 WHERE unit_id = $1", [unit.id, minutes]);
    const line = `${words(used)} of ${words(minutes * MINUTE_MS)}, ${said}`;
    await tutors.goto("/");
    await expect(tutors.getByText("Hours for SIT101").locator("xpath=..")).toContainText(line);
    await convenors.goto(`/units/${unit.id}/hours`);
    await expect(convenors.getByRole("row").filter({ hasText: tutor.name })).toContainText(line);
  }
});

test("what can be taken home? a workbook, and OnTrack's tables without formulas; what takes longer says how far it is", async ({
  db,
  visitAs,
}) => {
  const { page, world } = await visitAs("convenor", { faulty: true });
  const { unit, tutor } = world;
  await db.pool.query("UPDATE users SET first_name = '=HYPERLINK(1)' WHERE id = $1", [tutor.id]);
  await page.goto(`/units/${unit.id}?range=last-week`);
  const downloads = page.getByRole("list", { name: "Downloads" });

  await test.step("the tutors' credited minutes, which add up to those of the sessions", async () => {
    const downloading = page.waitForEvent("download");
    await downloads.getByRole("button", { name: "Tutor times (CSV)" }).click();
    const text = await readFile(await (await downloading).path(), "utf8");
    const days = dayStarts(ZONE, parseLocalDate("2025-09-29"), parseLocalDate("2025-10-05"));
    const [from, to] = [days[0] ?? NOW, days.at(-1) ?? NOW];
    const minutes = (await storedSessions(db, unit.id))
      .filter(({ userId, start }) => userId === tutor.id && start >= from && start < to)
      .reduce((sum, session) => sum + session.minutes, 0);
    const line = text.split("\n").find((one) => one.startsWith(`${tutor.id},`));
    expect(line).toMatch(new RegExp(`^${tutor.id},'=HYPERLINK\\(1\\) Lovelace,${minutes},`));
  });

  await test.step("a workbook that is long in the making says so after a second, and is saved in the end", async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/workbook?*", async (route) => {
      await released;
      await route.continue();
    });
    const downloading = page.waitForEvent("download");
    await downloads.getByRole("button", { name: "Excel" }).click();
    await expect(page.getByRole("progressbar", { name: "Preparing Excel" })).toBeVisible();
    await expect(downloads).toContainText("It is being made …");
    release();
    expect((await downloading).suggestedFilename()).toBe("SIT101-2025-09-29-to-2025-10-05.xlsx");
    await expect(page.getByRole("progressbar")).toHaveCount(0);
    await page.unroute("**/workbook?*");
  });

  await test.step("one that fails says so, and can be asked for again", async () => {
    await page.route("**/workbook?*", (route) => route.abort());
    await downloads.getByRole("button", { name: "Excel" }).click();
    await expect(downloads.getByText("It failed. Try again.")).toBeVisible();
    await page.unroute("**/workbook?*");
    const downloading = page.waitForEvent("download");
    await downloads.getByRole("button", { name: "Excel" }).click();
    await downloading;
    await expect(downloads.getByText("It failed. Try again.")).toHaveCount(0);
  });
});
