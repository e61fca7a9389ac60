import { addMs, formatInstant, MINUTE_MS, parseInstant, SECOND_MS } from "@tutor-times/core/instant";
import { Desk } from "../src/desk";
import { OnTrack } from "../src/ontrack";
import { figure, sessionRows } from "../src/screens";
import { signIn } from "../src/sign-in";
import { storedActivities, storedAttention, storedSessions } from "../src/stored";
import { expect, test } from "../src/test";

/** A Wednesday, 16:00 in Melbourne; the tutor's class is on Mondays. */
const START = parseInstant("2025-10-08T05:00:00.000Z");
const at = (minutes: number, seconds = 0) => addMs(START, minutes * MINUTE_MS + seconds * SECOND_MS);

test("a tutor marks, the convenor finds the time, a student does not, and OnTrack adds to it", async ({
  app,
  db,
  found,
  visit,
  visitAt,
}) => {
  const { unit, tutor, convenor, student, submissions } = await found(START);
  const [submitted, other] = submissions;
  const { page, clocks } = await visitAt(START, tutor);
  const desk = new Desk(page);

  await test.step("the tutor opens a task and reads for six minutes", async () => {
    await desk.enter();
    await desk.open(submitted);
    for (let half = 0; half < 12; half += 1) {
      await clocks.pass(30 * SECOND_MS);
      await desk.move();
    }
  });

  await test.step("is away for three, which the desk notices, and reads for four more", async () => {
    await clocks.pass(3 * MINUTE_MS);
    await expect(page.getByText("Paused: you are away")).toBeVisible();
    await expect(page.getByText("SIT101 · 6 min counted")).toBeVisible();
    for (let half = 0; half < 8; half += 1) {
      await desk.move();
      await expect(page.getByText("Counting your time", { exact: true })).toBeVisible();
      await clocks.pass(30 * SECOND_MS);
    }
  });

  await test.step("writes a comment and sets the task complete", async () => {
    await desk.commentField.click();
    await desk.commentField.pressSequentially("Greets the world well.");
    await clocks.pass(20 * SECOND_MS);
    await desk.addComment.click();
    await expect(page.getByRole("listitem").filter({ hasText: "Greets the world well." })).toContainText("16:13");
    await clocks.pass(20 * SECOND_MS);
    await page.getByRole("button", { name: "Complete", exact: true }).click();
    await expect(page.getByRole("heading", { name: /^Status Complete/ })).toContainText("Saved");
    await clocks.pass(80 * SECOND_MS);
    await expect(page.getByText("SIT101 · 13 min counted")).toBeVisible();
  });

  // Opened at 0:00, active until 6:00 and from 9:00 to the last click at 13:40, of which five seconds were typing.
  const session = {
    id: expect.any(Number),
    userId: tutor.id,
    start: START,
    end: at(13, 40),
    minutes: 13,
    activeMs: (6 + 4) * MINUTE_MS + 40 * SECOND_MS,
    assessments: 1,
    comments: 1,
    opened: 1,
  };
  const task = { taskId: submitted.taskId };

  await test.step("exactly that is stored", async () => {
    const stored = await storedSessions(db, unit.id);
    expect(stored).toEqual([session]);
    const sessionId = stored[0]?.id;
    expect(await storedActivities(db, unit.id)).toEqual([
      { sessionId, ...task, action: "get-submission-details", at: START, statusChanged: false },
      { sessionId, ...task, action: "get-comments", at: START, statusChanged: false },
      { sessionId, ...task, action: "add-comment", at: at(13, 20), statusChanged: false },
      { sessionId, ...task, action: "assessing", at: at(13, 40), statusChanged: true },
    ]);
    expect(await storedAttention(db, unit.id)).toEqual([
      { ...task, kind: "reading", from: START, to: at(6) },
      { ...task, kind: "reading", from: at(9), to: at(13) },
      { ...task, kind: "typing", from: at(13), to: at(13, 5) },
      { ...task, kind: "reading", from: at(13, 5), to: at(13, 40) },
    ]);
  });

  const convenorsPage = await visit();

  await test.step("the convenor finds the tutor, and the session among theirs", async () => {
    await signIn(convenorsPage, convenor);
    await convenorsPage.getByRole("link", { name: "Units" }).click();
    await expect(convenorsPage.getByRole("heading", { level: 1 })).toHaveText("SIT101 · Introduction to programming");
    const row = convenorsPage.getByRole("row").filter({ hasText: tutor.name });
    // Marking, outside tutorials, in them, observed (10:40 of 13:40), assessed; last seen.
    const cells = row.getByRole("cell");
    for (const [index, text] of [tutor.name, "13 min", "13 min", "0 min", "78 %", "1"].entries()) {
      await expect(cells.nth(index)).toHaveText(text);
    }
    await expect(cells.last()).toHaveText("marking since 16:00");
    await expect(figure(convenorsPage, "Marking")).toHaveText("13 min");
    await expect(figure(convenorsPage, "Tasks assessed")).toHaveText("1");
    await expect(figure(convenorsPage, "Awaiting feedback")).toHaveText("3");
    await expect(figure(convenorsPage, "Marking now")).toHaveText("1");
    await row.getByRole("link", { name: tutor.name }).click();
    await expect(sessionRows(convenorsPage).getByRole("cell")).toHaveText([
      "Wed 8 Oct, 16:00 – 16:13",
      "13 min",
      "SIT101",
      "10 min",
      "1",
      "1",
      "1",
    ]);
  });

  await test.step("a student sees no one's time", async () => {
    const students = await visit({ faulty: true });
    await signIn(students, student);
    await expect(students.getByRole("heading", { level: 1 })).toHaveText("There is nothing here for you");
    await expect(students.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveCount(0);
    for (const path of [`/units/${unit.id}`, `/units/${unit.id}/sessions?tutor=${tutor.id}`, "/units", "/desk", "/"]) {
      const answer = await students.goto(path);
      expect(await answer?.text()).not.toContain(tutor.lastName);
      await expect(students.getByRole("main")).toContainText(/This is not yours to see|There is nothing here for you/);
    }
    const range = { from: "2025-10-01", to: "2025-10-31" };
    const asked: [string, object][] = [
      ["sessions.list", { ...range, unitId: unit.id }],
      ["sessions.list", { ...range, userId: tutor.id }],
      ["sessions.list", range],
      ["reports.unit", { ...range, unitId: unit.id }],
      ["reports.tutor", { ...range, userId: tutor.id }],
      ["desk.inbox", { unitId: unit.id }],
    ];
    for (const [procedure, input] of asked) {
      const query = `input=${encodeURIComponent(JSON.stringify(input))}`;
      const answer = await students.request.get(`/api/trpc/${procedure}?${query}`);
      expect([403, 404], procedure).toContain(answer.status());
    }
    const current = await students.request.get("/api/trpc/tracker.current");
    expect(await current.json()).toMatchObject({ result: { data: { sessions: [] } } });

    const outside = await OnTrack.signIn(app, student);
    const list = await outside.call("GET", `/units/${unit.id}/marking_sessions`);
    expect(list).toEqual({ status: 403, body: { error: "You are not authorised to view marking sessions for this unit" } });
  });

  await test.step("OnTrack's own request, twenty minutes in, extends the same session", async () => {
    await clocks.pass(at(20) - clocks.now);
    const outside = await OnTrack.signIn(app, tutor);
    const { status, body } = await outside.call("PUT", `/projects/${other.projectId}/task_def_id/${other.taskDefinitionId}`, {
      trigger: "fix_and_resubmit",
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ project_id: other.projectId, status: "fix_and_resubmit", times_assessed: 1 });

    const [before] = await storedSessions(db, unit.id);
    expect(await storedSessions(db, unit.id)).toEqual([{ ...session, end: at(20), minutes: 20, assessments: 2, id: before?.id }]);
    const listed = await outside.call("GET", `/units/${unit.id}/marking_sessions`);
    expect(listed.body).toMatchObject([
      { start_time: formatInstant(START), end_time: formatInstant(at(20)), duration_minutes: 20, assessments: 2 },
    ]);
  });

  await test.step("the convenor sees it after loading the page again, and the tutor at the desk", async () => {
    await convenorsPage.reload();
    await expect(sessionRows(convenorsPage).getByRole("cell")).toHaveText([
      "Wed 8 Oct, 16:00 – 16:20",
      "20 min",
      "SIT101",
      "10 min",
      "2",
      "1",
      "1",
    ]);
    await clocks.pass(MINUTE_MS);
    await expect(page.getByText("SIT101 · 20 min counted")).toBeVisible();
  });
});
