import { AxeBuilder } from "@axe-core/playwright";
import { addMs, DAY_MS, MINUTE_MS, parseInstant } from "@tutor-times/core/instant";
import { rememberTwoWeeks } from "../src/history";
import { figure, sessionRows } from "../src/screens";
import { signIn } from "../src/sign-in";
import { storedActivities, storedSessions } from "../src/stored";
import { expect, test } from "../src/test";

/** A Wednesday, 16:00 in Melbourne. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");
/** Last week there, from Monday 29 September to Sunday 5 October; daylight saving begins on the Sunday. */
const LAST_WEEK = { start: parseInstant("2025-09-28T14:00:00.000Z"), end: parseInstant("2025-10-05T13:00:00.000Z") };
const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** `3 h 40 min` of whole minutes, written down here once more. */
function words(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

test("the convenor reads who marked how long, and removes a session only after seeing what is lost", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  const { unit, tutor, otherTutor, convenor } = world;
  await rememberTwoWeeks(db, world, NOW);
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, convenor);

  // All history is outside tutorials, at one address each, in sittings longer than the floor or of single visits (4 min).
  const all = await storedSessions(db, unit.id);
  const stored = all.filter(({ start }) => start >= LAST_WEEK.start && start < LAST_WEEK.end);
  const markingOf = (userId: number) =>
    stored
      .filter((session) => session.userId === userId)
      // One goes on past the midnight with which the week ends.
      .reduce((sum, { start, end }) => sum + Math.max(Math.min(end, LAST_WEEK.end) - start, 5 * MINUTE_MS), 0);
  const acts = (await storedActivities(db, unit.id)).filter(
    ({ at, statusChanged }) => statusChanged && at >= LAST_WEEK.start && at < LAST_WEEK.end,
  );

  await test.step("who marked how long last week", async () => {
    await page.goto(`/units/${unit.id}?range=last-week`);
    await expect(figure(page, "Marking")).toHaveText(words(markingOf(tutor.id) + markingOf(otherTutor.id)));
    await expect(figure(page, "Tasks assessed")).toHaveText(String(acts.length));
    await expect(figure(page, "Awaiting feedback")).toHaveText("4");
    const table = page.getByRole("region", { name: "Tutors", exact: true });
    for (const person of [tutor, otherTutor]) {
      const row = table.getByRole("row").filter({ hasText: person.name });
      await expect(row.getByRole("cell").nth(1)).toHaveText(words(markingOf(person.id)));
    }
    const names = await table.getByRole("row").getByRole("link").allTextContents();
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en")));
  });

  await test.step("who has hours left: 3 hours are set, and the tutor reads the same", async () => {
    await page.goto(`/units/${unit.id}/hours`);
    const row = page.getByRole("row").filter({ hasText: tutor.name });
    await row.getByText("Set hours").click();
    await row.getByLabel("Hours for the whole unit").fill("3");
    await row.getByRole("button", { name: "Save" }).click();
    await expect(row.getByText("Saved.")).toBeVisible();
    const own = all.filter(({ userId }) => userId === tutor.id);
    const used = own.reduce((sum, { start, end }) => sum + Math.max(end - start, 5 * MINUTE_MS), 0);
    await expect(row.getByRole("cell").nth(1)).toContainText(words(used));
    const tutors = await visit();
    await signIn(tutors, tutor);
    await expect(tutors.getByText("Hours for SIT101")).toBeVisible();
    await expect(tutors.getByRole("main")).toContainText(`${words(used)} of 3 h`);
  });

  await test.step("what a session's removal would take away, and that it can be undone", async () => {
    const [session] = stored.filter(({ userId, end, start }) => userId === tutor.id && end - start > 6 * MINUTE_MS);
    if (session === undefined) throw new Error("There is no session to remove");
    await page.goto(`/sessions/${session.id}`);
    await page.getByRole("button", { name: "Remove this session …" }).click();
    const lost = page
      .getByRole("region", { name: "What the figures would lose" })
      .getByRole("row")
      .filter({ hasText: "Marking" });
    await expect(lost.getByRole("cell").nth(3)).toHaveText(`−${words(session.end - session.start)}`);
    await page.getByLabel("Why it is removed").fill("It was not theirs.");
    await page.getByRole("button", { name: "Remove it" }).click();
    await expect(page.getByText("This session was removed and counts in no figure")).toBeVisible();
    await page.getByRole("button", { name: "Put it back" }).click();
    await expect(page.getByRole("button", { name: "Remove this session …" })).toBeVisible();
    await page.goto(`/units/${unit.id}/history`);
    await expect(page.getByRole("row").filter({ hasText: "removed a session" })).toContainText(convenor.name);
    await expect(page.getByRole("row").filter({ hasText: "put a session back" })).toBeVisible();
  });

  await test.step("a tutor's own page leads to their sessions", async () => {
    await page.goto(`/units/${unit.id}/tutors/${tutor.id}?range=last-week`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(tutor.name);
    await expect(sessionRows(page)).toHaveCount(stored.filter(({ userId }) => userId === tutor.id).length);
  });

  await test.step("what a policy would have done to last week changes nothing", async () => {
    const before = await storedSessions(db, unit.id);
    await page.goto(`/units/${unit.id}/timetable`);
    await page.getByLabel("Threshold, in minutes").first().fill("4");
    await page.getByLabel("Floor, in minutes").first().fill("1");
    await page.getByRole("button", { name: "Preview on last week" }).click();
    await expect(
      page.getByRole("region", { name: "What would change" }).getByRole("row").filter({ hasText: tutor.name }),
    ).toBeVisible();
    expect(await storedSessions(db, unit.id)).toEqual(before);
  });
});

test("every screen of the convenor fits, and satisfies axe, light and dark, wide and narrow", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  const { unit, tutor, convenor, student, submissions } = world;
  await rememberTwoWeeks(db, world, addMs(NOW, -DAY_MS));
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, convenor);
  const base = `/units/${unit.id}`;
  const paths = [
    base,
    `${base}/week?range=last-week`,
    `${base}/tutors/${tutor.id}?range=last-week`,
    `${base}/tasks?range=last-week`,
    `${base}/tasks/${submissions[0].taskDefinitionId}?range=last-week`,
    `${base}/students?range=last-week`,
    `${base}/students/${student.id}?range=last-week`,
    `${base}/hours`,
    `${base}/forecast?range=last-week`,
    `${base}/timetable`,
    `${base}/history`,
  ];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [1280, 360]) {
        await test.step(`${path}, ${colorScheme}, ${width} px`, async () => {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await page.setViewportSize({ width, height: 800 });
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(wide, "how much wider than its window the page is").toBeLessThanOrEqual(0);
          const { violations } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).analyze();
          expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        });
      }
    }
  }
});
