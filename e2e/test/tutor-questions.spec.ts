import { addMs, MINUTE_MS, parseInstant, type Instant } from "@tutor-times/core/instant";
import { addDays, parseLocalDate } from "@tutor-times/core/local-date";
import { dayStarts } from "@tutor-times/core/local-days";
import { recordActivity } from "@tutor-times/db/acts/record-activity";
import { deleteSession } from "@tutor-times/db/sessions/deletion";
import { makeProject, makeTaskDefinition, makeUnitRole } from "@tutor-times/db/testing/factories";
import { loadViewer } from "@tutor-times/db/viewers";
import { evidenceOf, figuresOf, medianOf, taskTimeOf } from "../src/expected-figures";
import { rememberTwoWeeks } from "../src/history";
import { figure, sessionRows } from "../src/screens";
import { signIn } from "../src/sign-in";
import { storedSessions } from "../src/stored";
import { expect, test } from "../src/test";
import { words } from "../src/words";
import { ZONE } from "../src/world";

/** A Wednesday, 16:00 in Melbourne. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");
const MONDAY = parseLocalDate("2025-09-29");
const LAST_WEEK = "?range=last-week";

/** The instants between which last week lies: daylight saving began in its night to Sunday. */
const [FROM, TO] = weekOf("2025-09-29");

function weekOf(monday: string, zone = ZONE): [Instant, Instant] {
  const starts = dayStarts(zone, parseLocalDate(monday), addDays(parseLocalDate(monday), 6));
  return [starts[0] ?? NOW, starts.at(-1) ?? NOW];
}

test.describe("each question of a tutor is answered on a screen", () => {
  test("how long did I mark last week, in tutorials and outside, and how does that compare?", async ({
    app,
    db,
    found,
    visit,
  }) => {
    const world = await found(NOW);
    await rememberTwoWeeks(db, world, NOW);
    const evidence = await evidenceOf(db, { userId: world.tutor.id, unitId: world.unit.id });
    const expected = figuresOf(evidence, FROM, TO);
    const before = figuresOf(evidence, ...weekOf("2025-09-22"));
    await app.setClock(NOW);
    const page = await visit();
    await signIn(page, world.tutor);
    await page.goto(`/${LAST_WEEK}`);

    await expect(figure(page, "Marking")).toHaveText(words(expected.markingMs));
    const tile = page.locator("dl > div").filter({ hasText: "outside tutorials" });
    const inTutorials = Math.floor(expected.inTutorialsMs / MINUTE_MS);
    const outside = Math.floor(expected.markingMs / MINUTE_MS) - inTutorials;
    await expect(tile).toContainText(`${words(outside * MINUTE_MS)} outside tutorials`);
    await expect(tile).toContainText(`${words(expected.inTutorialsMs)} in tutorials`);
    const change = Math.floor(expected.markingMs / MINUTE_MS) - Math.floor(before.markingMs / MINUTE_MS);
    await expect(tile).toContainText(`${change > 0 ? "+" : "−"}${words(Math.abs(change) * MINUTE_MS)} against 22 – 28 Sep`);

    await expect(figure(page, "Observed attention")).toHaveText(words(expected.activeMs));
    await expect(figure(page, "Tasks assessed")).toHaveText(String(expected.assessments));
    await expect(figure(page, "Submissions opened")).toHaveText(String(expected.submissionsOpened));
    await expect(figure(page, "Comments")).toHaveText(String(expected.commentsAdded));
    const median = medianOf(evidence, FROM, TO);
    await expect(figure(page, "Median per assessment")).toHaveText(words(median?.medianMs ?? 0));
    expect(median?.count).toBeGreaterThanOrEqual(5);

    await page.getByText("Show as a table").click();
    const rows = page.getByRole("region", { name: "Marking and tasks assessed per day" }).locator("tbody tr");
    const starts = dayStarts(ZONE, MONDAY, addDays(MONDAY, 6));
    for (const [index, start] of starts.slice(0, 7).entries()) {
      const day = figuresOf(evidence, start, starts[index + 1] ?? start);
      await expect(rows.nth(index).getByRole("cell").nth(3)).toHaveText(words(day.markingMs));
      await expect(rows.nth(index).getByRole("cell").nth(4)).toHaveText(String(day.assessments));
    }
  });

  test("a running week is compared with the last one until the same weekday and time", async ({ app, db, found, visit }) => {
    const world = await found(NOW);
    await rememberTwoWeeks(db, world, NOW);
    const evidence = await evidenceOf(db, { userId: world.tutor.id, unitId: world.unit.id });
    // A week before, by the clocks on the wall: an hour later in UTC, since daylight saving began in between.
    const sameTime = parseInstant("2025-10-01T06:00:00.000Z");
    const [now, before] = [figuresOf(evidence, TO, NOW), figuresOf(evidence, FROM, sameTime)];
    await app.setClock(NOW);
    const page = await visit();
    await signIn(page, world.tutor);
    await expect(figure(page, "Marking")).toHaveText(words(now.markingMs));
    const change = Math.floor(now.markingMs / MINUTE_MS) - Math.floor(before.markingMs / MINUTE_MS);
    const sign = change === 0 ? "same as" : `${change > 0 ? "+" : "−"}${words(Math.abs(change) * MINUTE_MS)} against`;
    // On Monday a sitting began in the class and went on beyond it.
    expect(now.inTutorialsMs).toBeGreaterThan(0);
    const outside = Math.floor(now.markingMs / MINUTE_MS) - Math.floor(now.inTutorialsMs / MINUTE_MS);
    const tile = page.locator("dl > div").first();
    await expect(tile).toContainText(`${words(now.inTutorialsMs)} in tutorials`);
    await expect(tile).toContainText(`${words(outside * MINUTE_MS)} outside tutorials`);
    await expect(tile).toContainText(`${sign} 29 Sep – 1 Oct until 16:00`);
  });

  test("which sessions is a figure made of, and which acts is a session made of?", async ({ app, db, found, visit }) => {
    const world = await found(NOW);
    await rememberTwoWeeks(db, world, NOW);
    const evidence = await evidenceOf(db, { userId: world.tutor.id, unitId: world.unit.id });
    await app.setClock(NOW);
    const page = await visit();
    await signIn(page, world.tutor);
    await page.goto(`/${LAST_WEEK}`);
    await figure(page, "Marking").getByRole("link").click();
    await expect(page).toHaveURL(/\/sessions\?range=last-week/);
    const inRange = evidence.sessions.filter(({ row }) => row.countedFrom < TO && row.end > FROM);
    await expect(sessionRows(page)).toHaveCount(inRange.length);

    await page.goBack();
    await figure(page, "Tasks assessed").getByRole("link").click();
    const assessing = inRange.filter(({ row }) => row.assessments > 0);
    await expect(sessionRows(page)).toHaveCount(assessing.length);
    await expect(page.getByRole("combobox", { name: "Acts" })).toHaveValue("assessed");

    await page.getByRole("link", { name: "Length" }).click();
    await expect(page.getByRole("columnheader", { name: "Length" })).toHaveAttribute("aria-sort", "descending");
    const longest = assessing.toSorted((a, b) => b.row.durationMinutes - a.row.durationMinutes || b.row.start - a.row.start)[0];
    if (longest === undefined) throw new Error("Nothing was assessed");
    await expect(sessionRows(page).first().getByRole("cell").nth(1)).toHaveText(words(longest.row.durationMinutes * MINUTE_MS));
    await sessionRows(page).first().getByRole("link").first().click();

    await expect(page).toHaveURL(/\/sessions\/\d+$/);
    await expect(figure(page, "Length")).toHaveText(words(longest.row.durationMinutes * MINUTE_MS));
    await expect(figure(page, "Observed attention")).toHaveText(words(longest.row.activeMs));
    const acts = page.getByRole("region", { name: "Activities" }).locator("tbody tr");
    await expect(acts).toHaveCount(longest.activities.length);
    await expect(acts.first()).toContainText("Opened the submission");
    await expect(acts.first()).toContainText("0.1P · Install Python");
    const attention = evidence.stretches.filter(({ start, end }) => start < longest.row.end && end > longest.row.start);
    await expect(page.getByRole("region", { name: "Stretches of attention" }).locator("tbody tr")).toHaveCount(attention.length);
    await expect(page.getByText("Begins here").locator("xpath=following-sibling::dd[1]")).toContainText(
      "Nothing happened for 15 min",
    );
  });

  test("why was my sitting cut? because a tutorial began or ended there, and it goes on beyond", async ({
    app,
    db,
    found,
    visit,
  }) => {
    const world = await found(NOW);
    await rememberTwoWeeks(db, world, NOW);
    await app.setClock(NOW);
    const page = await visit();
    await signIn(page, world.tutor);
    // The class on Monday is from 8:00 to 10:00; a sitting began at 9:30 within it.
    await page.goto("/sessions?range=this-week&tutorials=in");
    await sessionRows(page).first().getByRole("link").first().click();
    await expect(page.getByText("in a tutorial", { exact: true })).toBeVisible();
    const ends = page.getByText("Ends here").locator("xpath=following-sibling::dd[1]");
    await expect(ends).toContainText(/Cut here: tutorial .* ends/);
    await ends.getByRole("link").click();
    await expect(page.getByText("continued", { exact: true })).toBeVisible();
    await expect(page.getByText("Begins here").locator("xpath=following-sibling::dd[1]")).toContainText("Cut here");
  });

  test("where did my time go? to these tasks and students, observed, estimated and neither", async ({
    app,
    db,
    found,
    visit,
  }) => {
    const world = await found(NOW);
    await rememberTwoWeeks(db, world, NOW);
    const evidence = await evidenceOf(db, { userId: world.tutor.id, unitId: world.unit.id });
    const { perTask, lengthMs } = taskTimeOf(evidence, FROM, TO);
    const total = [...perTask.values()].reduce((sum, time) => ({
      observedMs: sum.observedMs + time.observedMs,
      estimatedMs: sum.estimatedMs + time.estimatedMs,
    }));
    await app.setClock(NOW);
    const page = await visit();
    await signIn(page, world.tutor);
    await page.goto(`/where${LAST_WEEK}`);
    const rows = page.getByRole("region", { name: "Where it went" }).locator("tbody tr");
    const cells = rows.filter({ hasText: "0.1P · Install Python" }).getByRole("cell");
    await expect(cells.nth(1)).toHaveText(words(total.observedMs + total.estimatedMs));
    await expect(cells.nth(3)).toHaveText(words(total.observedMs));
    await expect(cells.nth(4)).toHaveText(words(total.estimatedMs));
    await expect(cells.nth(5)).toHaveText(String(figuresOf(evidence, FROM, TO).assessments));
    await expect(cells.nth(6)).toHaveText(words(medianOf(evidence, FROM, TO)?.medianMs ?? 0));
    await expect(rows.last().getByRole("cell").nth(1)).toHaveText(words(lengthMs));

    await page.getByRole("link", { name: "By student" }).click();
    for (const { taskId, student } of await tasksOf(perTask.keys())) {
      const time = perTask.get(taskId);
      const row = rows.filter({ hasText: student });
      await expect(row.getByRole("cell").nth(1)).toHaveText(words((time?.observedMs ?? 0) + (time?.estimatedMs ?? 0)));
    }

    async function tasksOf(ids: Iterable<number>) {
      const { rows: found } = await db.pool.query<{ taskId: Parameters<typeof perTask.get>[0]; student: string }>(
        `SELECT t.id AS "taskId", u.first_name || ' ' || u.last_name AS student FROM tasks t
         JOIN projects p ON p.id = t.project_id JOIN users u ON u.id = p.user_id WHERE t.id = ANY($1)`,
        [[...ids]],
      );
      return found;
    }
  });

  test("when did I mark? the week shows every session where it was, also on the day on which clocks change", async ({
    app,
    db,
    found,
    visit,
  }) => {
    const world = await found(NOW);
    await rememberTwoWeeks(db, world, NOW);
    const evidence = await evidenceOf(db, { userId: world.tutor.id, unitId: world.unit.id });
    await app.setClock(NOW);
    const page = await visit();
    await signIn(page, world.tutor);
    await page.goto(`/week${LAST_WEEK}`);
    await expect(page.getByRole("heading", { level: 2 })).toContainText(words(figuresOf(evidence, FROM, TO).markingMs));
    const blocks = page.getByRole("region", { name: "Week", exact: true }).getByRole("listitem").getByRole("link");
    const midnights = dayStarts(ZONE, MONDAY, addDays(MONDAY, 6));
    const overMidnight = (start: number, end: number) =>
      midnights.filter((midnight) => start < midnight && midnight < end && midnight > FROM && midnight < TO).length;
    const inRange = evidence.sessions.filter(({ row }) => row.start < TO && row.end > FROM);
    await expect(blocks).toHaveCount(inRange.reduce((sum, { row }) => sum + 1 + overMidnight(row.start, row.end), 0));
    // From 23:35 on Sunday, the day on which clocks went forward.
    const last = blocks.filter({ hasText: "23:35" });
    await expect(last).toHaveAccessibleName(/^Sunday 5 October, 23:35 to Monday 6 October, 00:1\d, \d+ minutes, SIT101$/);
    await last.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/sessions\/\d+$/);
  });

  test("what became of a session that is not counted? it was removed, by whom and why", async ({ app, db, found, visit }) => {
    const world = await found(NOW);
    await rememberTwoWeeks(db, world, NOW);
    const session = (await storedSessions(db, world.unit.id)).find(
      ({ userId, start }) => userId === world.tutor.id && start > FROM && start < TO,
    );
    const convenor = await loadViewer(db, world.convenor.id, NOW);
    if (session === undefined || convenor === null) throw new Error("The world lacks a session or its convenor");
    const sessionId = session.id as Parameters<typeof deleteSession>[2]["sessionId"];
    await deleteSession(db, convenor.scope, { sessionId, reason: "This was a demonstration.", now: NOW });
    await app.setClock(NOW);
    const page = await visit();
    await signIn(page, world.tutor);
    await page.goto(`/sessions${LAST_WEEK}`);
    await expect(page.getByText("One session of these days was removed")).toBeVisible();
    await page.getByRole("link", { name: "Show it, and why" }).click();
    const row = sessionRows(page).filter({ hasText: "removed" });
    await expect(row).toContainText(`by ${world.convenor.name}: This was a demonstration.`);
    await row.getByRole("link").click();
    await expect(page.getByRole("note").first()).toContainText("This was a demonstration.");
    await expect(page).toHaveURL(`/sessions/${sessionId}`);
  });

  test("how much was it in one unit, and by the days of another zone?", async ({ app, db, found, visit }) => {
    const world = await found(NOW);
    await rememberTwoWeeks(db, world, NOW);
    await makeUnitRole(db, { unitId: world.otherUnit.id, userId: world.tutor.id });
    const definition = await makeTaskDefinition(db, { unitId: world.otherUnit.id, abbreviation: "2.1P", name: "A network" });
    const { id: projectId } = await makeProject(db, { unitId: world.otherUnit.id, userId: world.student.id });
    const start = parseInstant("2025-10-02T01:00:00.000Z");
    const viewer = await loadViewer(db, world.tutor.id, start);
    if (viewer === null) throw new Error("The tutor may not mark");
    const target = { projectId, taskDefinitionId: definition.id };
    for (const minute of [0, 7, 19]) {
      const by = { scope: viewer.scope, now: addMs(start, minute * MINUTE_MS), ipAddress: "203.0.113.7" };
      await recordActivity(db, by, { ...target, action: "get-submission-details" });
    }
    const evidence = await evidenceOf(db, { userId: world.tutor.id, unitId: world.unit.id });
    await app.setClock(NOW);
    const page = await visit({ timezoneId: "America/Santiago" });
    await signIn(page, world.tutor);
    await page.goto(`/${LAST_WEEK}`);
    await page.getByLabel("Unit", { exact: true }).selectOption({ label: `${world.otherUnit.code} · ${world.otherUnit.name}` });
    await expect(page).toHaveURL(new RegExp(`unit=${world.otherUnit.id}`));
    await expect(figure(page, "Marking")).toHaveText("19 min");
    await expect(figure(page, "Submissions opened")).toHaveText("3");

    await page.getByLabel("Unit", { exact: true }).selectOption({ label: `${world.unit.code} · ${world.unit.name}` });
    await expect(figure(page, "Marking")).toHaveText(words(figuresOf(evidence, FROM, TO).markingMs));
    await page.getByRole("link", { name: "Show them in America/Santiago" }).click();
    await expect(page.getByLabel("Times in")).toHaveValue("America/Santiago");
    const inSantiago = figuresOf(evidence, ...weekOf("2025-09-29", "America/Santiago"));
    expect(inSantiago.markingMs).not.toBe(figuresOf(evidence, FROM, TO).markingMs);
    await expect(figure(page, "Marking")).toHaveText(words(inSantiago.markingMs));
  });

  test("whose time zone is it? the one of the profile, which can be changed", async ({ found, app, visit }) => {
    const { tutor } = await found(NOW);
    await app.setClock(NOW);
    const page = await visit();
    await signIn(page, tutor);
    const profile = page.getByRole("menuitem", { name: "Profile" });
    await expect(async () => {
      if (!(await profile.isVisible())) await page.getByRole("button", { name: tutor.name }).click();
      await expect(profile).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await profile.click();
    await page.getByLabel("Time zone").selectOption("America/Santiago");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await page.goto("/");
    await expect(page.getByLabel("Times in")).toHaveValue("America/Santiago");
    await expect(page.getByText("This browser is in Australia/Melbourne")).toBeVisible();
  });

  test("a token is made, shown once, and revoked; signing out everywhere ends this sign-in as well", async ({
    found,
    app,
    visit,
  }) => {
    const { tutor } = await found(NOW);
    await app.setClock(NOW);
    const page = await visit();
    await signIn(page, tutor);
    await page.goto("/profile");
    await page.getByLabel("What is it for?").fill("My spreadsheet");
    await page.getByRole("button", { name: "Make a token" }).click();
    const token = await page.locator("code").textContent();
    const headers = { Authorization: `Bearer ${token}` };
    expect((await fetch(`${app.url}/api/trpc/viewer.me`, { headers })).status).toBe(200);
    await page.getByRole("button", { name: "Revoke My spreadsheet" }).click();
    await expect(page.getByText("You have no tokens")).toBeVisible();
    expect((await fetch(`${app.url}/api/trpc/viewer.me`, { headers })).status).toBe(401);
    await page.getByRole("button", { name: "Sign out everywhere …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto("/");
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test("a unit that is not one's own is not found", async ({ found, app, visit }) => {
  const { tutor, otherUnit } = await found(NOW);
  await app.setClock(NOW);
  const page = await visit({ faulty: true });
  await signIn(page, tutor);
  for (const path of [`/?unit=${otherUnit.id}`, "/week?unit=4711", "/sessions/4711", "/sessions/abc", "/where?unit=4711"]) {
    expect([path, (await page.goto(path))?.status()]).toEqual([path, 404]);
  }
});
