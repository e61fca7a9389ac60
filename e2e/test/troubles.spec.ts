import { MINUTE_MS, parseInstant, SECOND_MS } from "@tutor-times/core/instant";
import { Desk, isHeartbeat } from "../src/desk";
import { fillIn, signIn } from "../src/sign-in";
import { storedActivities, storedSessions } from "../src/stored";
import { expect, test } from "../src/test";

const START = parseInstant("2025-10-08T05:00:00.000Z");

test("a wrong password is refused, and what was typed stays", async ({ found, visit }) => {
  const { tutor } = await found(START);
  const page = await visit({ faulty: true });
  await page.goto("/desk");
  await fillIn(page, tutor.username, "a wrong guess");
  await expect(page.getByRole("alert").filter({ hasText: "do not go together" })).toBeVisible();
  await expect(page.getByLabel("Username or e-mail address")).toHaveValue(tutor.username);
  expect((await page.context().cookies()).filter(({ name }) => name.includes("session-token"))).toEqual([]);

  await fillIn(page, tutor.username, tutor.password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Marking desk");
});

test("nobody learns from the refusal whether a username exists", async ({ visit }) => {
  const page = await visit({ faulty: true });
  await page.goto("/sign-in");
  await fillIn(page, "no-such-person", "a wrong guess");
  await expect(page.getByRole("alert").filter({ hasText: "do not go together" })).toBeVisible();
});

test("a comment that the server cannot be told of goes back into its field", async ({ db, found, visitAt }) => {
  const { unit, tutor, submissions } = await found(START);
  const { page, clocks } = await visitAt(START, tutor, { faulty: true });
  const desk = new Desk(page);
  await desk.enter();
  await desk.open(submissions[0]);
  await page.route("**/api/trpc/desk.comment**", (route) => route.abort("connectionrefused"));
  await desk.commentField.fill("A thought that took ten minutes.");
  await desk.addComment.click();
  await expect(page.getByRole("alert").filter({ hasText: "The comment was not added" })).toBeVisible();
  await expect(desk.commentField).toHaveValue("A thought that took ten minutes.");

  await page.unroute("**/api/trpc/desk.comment**");
  await clocks.pass(MINUTE_MS);
  await desk.addComment.click();
  await expect(page.getByRole("listitem").filter({ hasText: "A thought that took ten minutes." })).toContainText("16:01");
  await expect(desk.commentField).toHaveValue("");
  const actions = (await storedActivities(db, unit.id)).map(({ action }) => action);
  expect(actions).toEqual(["get-submission-details", "get-comments", "add-comment"]);
});

/** So long a page may wait when its network is back, so that not all of a campus call at once. */
const BACK_WITHIN_MS = 2 * SECOND_MS;

test("without a network nothing that was typed is lost, and attention is counted until it is back", async ({
  db,
  found,
  visitAt,
}) => {
  const { unit, tutor, submissions } = await found(START);
  const { page, clocks } = await visitAt(START, tutor, { faulty: true });
  const desk = new Desk(page);
  await desk.enter();
  await desk.open(submissions[0]);
  await clocks.pass(30 * SECOND_MS);
  await desk.move();

  await page.context().setOffline(true);
  await expect(page.getByText("it is sent when the server is back")).toBeVisible();
  await desk.commentField.fill("Written in a tunnel.");
  await desk.addComment.click();
  await expect(page.getByRole("alert").filter({ hasText: "The comment was not added" })).toBeVisible();
  for (let half = 0; half < 8; half += 1) {
    await clocks.pass(30 * SECOND_MS);
    await desk.move();
  }
  await expect(desk.commentField).toHaveValue("Written in a tunnel.");

  await page.context().setOffline(false);
  await clocks.pass(BACK_WITHIN_MS);
  await expect(page.getByText("Counting your time", { exact: true })).toBeVisible();
  await desk.addComment.click();
  await expect(page.getByRole("listitem").filter({ hasText: "Written in a tunnel." })).toContainText("16:04");
  await clocks.pass(MINUTE_MS);
  const [session] = await storedSessions(db, unit.id);
  expect(session).toMatchObject({ start: START, comments: 1 });
  // The server's clock is learnt anew over the network that is back, as well as its delay allows.
  const activeMs = session?.activeMs ?? 0;
  expect(Math.abs(activeMs - 4.5 * MINUTE_MS - BACK_WITHIN_MS)).toBeLessThan(SECOND_MS);
});

test("a status that could not be saved can be tried again", async ({ db, found, visitAt }) => {
  const { unit, tutor, submissions } = await found(START);
  const { page } = await visitAt(START, tutor, { faulty: true });
  const desk = new Desk(page);
  await desk.enter();
  await desk.open(submissions[0]);
  await page.route("**/api/trpc/desk.assess**", (route) => route.abort("connectionrefused"), { times: 1 });
  await page.getByRole("button", { name: "Complete", exact: true }).click();
  const problem = page.getByRole("alert").filter({ hasText: "“Complete” was not saved" });
  await expect(problem).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Status Ready for feedback/ })).toBeVisible();
  await problem.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: /^Status Complete/ })).toContainText("Saved");
  const [session] = await storedSessions(db, unit.id);
  expect(session).toMatchObject({ assessments: 1 });
});

test("whoever is signed out elsewhere is told so at the desk, and nothing more is counted or sent", async ({
  db,
  found,
  visitAt,
}) => {
  const { unit, tutor, submissions } = await found(START);
  const [submitted] = submissions;
  const { page, clocks } = await visitAt(START, tutor, { faulty: true });
  const desk = new Desk(page);
  await desk.enter();
  await desk.open(submitted);
  await clocks.pass(50 * SECOND_MS);
  await desk.move();
  await clocks.pass(20 * SECOND_MS);
  await desk.move();

  const elsewhere = await page.context().newPage();
  await elsewhere.goto("/desk");
  await elsewhere.getByRole("button", { name: tutor.name }).click();
  await clocks.pass(SECOND_MS);
  await elsewhere.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(elsewhere.getByRole("heading", { name: "Sign in to Tutor Times" })).toBeVisible();
  await elsewhere.close();

  await clocks.pass(MINUTE_MS);
  await expect(page.getByText("Not counting: you are signed out")).toBeVisible();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  for (let half = 0; half < 8; half += 1) {
    await clocks.pass(30 * SECOND_MS);
    await desk.move();
  }
  expect(sent.filter((url) => url.includes("tracker.heartbeat"))).toEqual([]);
  const [session] = await storedSessions(db, unit.id);
  // Of the last twenty seconds before the sign-out the server had not heard.
  expect(session).toMatchObject({ start: START, activeMs: 50 * SECOND_MS });

  await page.getByRole("link", { name: "Sign in" }).click();
  await fillIn(page, tutor.username, tutor.password);
  await expect(page.getByRole("heading", { level: 1, name: submitted.name })).toBeVisible();
  await expect(page.getByText("Counting your time", { exact: true })).toBeVisible();
});

test("signing out at the desk sends the last attention first", async ({ db, found, visitAt }) => {
  const { unit, tutor, submissions } = await found(START);
  const { page, clocks } = await visitAt(START, tutor);
  const desk = new Desk(page);
  await desk.enter();
  await desk.open(submissions[0]);
  await clocks.pass(25 * SECOND_MS);
  const beat = page.waitForResponse(isHeartbeat);
  await page.getByRole("button", { name: tutor.name }).click();
  // The menu is loaded when it is first wanted, and shown a moment later.
  await clocks.pass(SECOND_MS);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await beat;
  await expect(page.getByRole("heading", { name: "Sign in to Tutor Times" })).toBeVisible();
  const [session] = await storedSessions(db, unit.id);
  expect(session).toMatchObject({ start: START, activeMs: 26 * SECOND_MS });
});

test("a list that could not be read says so, alone, and other days are tried anew", async ({ app, db, found, visit }) => {
  const { tutor } = await found(START);
  await app.setClock(START);
  const page = await visit({ faulty: true });
  await signIn(page, tutor);
  await page.goto("/sessions");
  await expect(page.getByText("No sessions lie in these days")).toBeVisible();
  await db.pool.query("ALTER TABLE session_activities RENAME TO not_there");
  try {
    await page.getByRole("link", { name: "Last week" }).click();
    await expect(page.getByText("Your sessions could not be shown")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sessions");
  } finally {
    await db.pool.query("ALTER TABLE not_there RENAME TO session_activities");
  }
  expect(app.takeErrors()).not.toEqual([]);
  await page.getByRole("link", { name: "This week" }).click();
  await expect(page.getByText("No sessions lie in these days")).toBeVisible();
  await expect(page.getByText("Your sessions could not be shown")).toHaveCount(0);
});
