import { MINUTE_MS, parseInstant } from "@tutor-times/core/instant";
import { figure, sessionRows } from "../src/screens";
import { signIn } from "../src/sign-in";
import { storedActivities, storedSessions } from "../src/stored";
import { expect, test } from "../src/test";
import { words } from "../src/words";

/** Last week there, from Monday 29 September to Sunday 5 October; daylight saving begins on the Sunday. */
const LAST_WEEK = { start: parseInstant("2025-09-28T14:00:00.000Z"), end: parseInstant("2025-10-05T13:00:00.000Z") };

test("the convenor reads who marked how long, and removes a session only after seeing what is lost", async ({
  db,
  visit,
  visitAs,
}) => {
  const { page, world } = await visitAs("convenor");
  const { unit, tutor, otherTutor, convenor } = world;

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

  const own = all.filter(({ userId }) => userId === tutor.id);
  const used = own.reduce((sum, { start, end }) => sum + Math.max(end - start, 5 * MINUTE_MS), 0);
  const tutors = await visit();

  await test.step("who has hours left: 3 hours are set, and the tutor reads the same", async () => {
    await page.goto(`/units/${unit.id}/hours`);
    const row = page.getByRole("row").filter({ hasText: tutor.name });
    const open = row.getByRole("button", { name: `Set hours of ${tutor.name}` });
    await open.click();
    await page.getByLabel("Hours for the whole unit").fill("3");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(open, "where the keyboard goes on").toBeFocused();
    await expect(row.getByRole("cell").nth(2)).toContainText(`${words(used)} of 3 h`);
    await signIn(tutors, tutor);
    await expect(tutors.getByText("Hours for SIT101")).toBeVisible();
    await expect(tutors.getByRole("main")).toContainText(`${words(used)} of 3 h`);
  });

  await test.step("what a session's removal would take away, that its tutor's page follows, and that it can be undone", async () => {
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
    await expect(tutors.getByRole("main")).toContainText(`${words(used - (session.end - session.start))} of 3 h`);
    const listens = tutors.waitForResponse("**/api/live");
    await tutors.goto(`/sessions/${session.id}`);
    await expect(tutors.getByText("This session was removed and counts in no figure")).toBeVisible();
    await listens;
    await page.getByRole("button", { name: "Put it back" }).click();
    await expect(page.getByRole("button", { name: "Remove this session …" })).toBeVisible();
    await expect(tutors.getByText("This session was removed and counts in no figure")).toHaveCount(0);
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
