import { addMs, formatInstant, HOUR_MS } from "@tutor-times/core/instant";
import { deleteSession } from "@tutor-times/db/sessions/deletion";
import { makePolicy, makeTaskDefinition, makeUnit, makeUnitRole } from "@tutor-times/db/testing/factories";
import { makeStream, makeTutorial } from "@tutor-times/db/testing/timetable-factories";
import { loadViewer } from "@tutor-times/db/viewers";
import type { Database } from "@tutor-times/db/database";
import type { Page } from "@playwright/test";
import { rememberTwoWeeks } from "../src/history";
import { fillIn, signIn } from "../src/sign-in";
import { storedSessions } from "../src/stored";
import { expect, test } from "../src/test";
import { LOOKED_AT as NOW } from "../src/visited-world";

/** How many there are, of all worlds that the tests before this one left in the database. */
async function count(db: Database, from: string, ...values: unknown[]): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(`SELECT count(*) AS count FROM ${from}`, values);
  return rows[0]?.count ?? 0;
}

const rowOf = (page: Page, table: string, text: string) =>
  page.getByRole("region", { name: table, exact: true }).locator("tbody tr").filter({ hasText: text });

test("which units are there, and how does one go on? all of them, rolled over with what goes on, archived when it is over", async ({
  db,
  visitAs,
}) => {
  const { page, world } = await visitAs("admin", { faulty: true });
  const { admin, convenor, tutor, otherTutor } = world;
  const unit = await makeUnit(db, {
    code: `ROLL${admin.id}`,
    name: "Rolled over",
    startDate: "2025-07-14",
    endDate: "2025-11-09",
  });
  const teaching = await makeUnitRole(db, { unitId: unit.id, userId: tutor.id });
  await makeUnitRole(db, { unitId: unit.id, userId: otherTutor.id, endedAt: addMs(NOW, -HOUR_MS) });
  await makeUnitRole(db, { unitId: unit.id, userId: convenor.id, role: "convenor" });
  await makePolicy(db, { unitId: unit.id, effectiveAt: addMs(NOW, -HOUR_MS), thresholdMinutes: 12, floorMinutes: 4 });
  const stream = await makeStream(db, { unitId: unit.id, name: "Seminars", cutsSessions: false });
  await makeTutorial(db, { unit, role: teaching, stream });
  await makeTaskDefinition(db, { unitId: unit.id, abbreviation: "1.1P", name: "Hello world" });
  await page.goto("/admin");
  const rows = page.getByRole("region", { name: "All units" }).locator("tbody tr");
  await expect(rows).toHaveCount(await count(db, "units"));
  const row = rowOf(page, "All units", unit.code);
  await expect(row).toContainText("14 Jul – 9 Nov 2025");

  await row.getByRole("button", { name: `Roll over ${unit.code}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("First day").fill("2026-03-02");
  await dialog.getByLabel("Last day").fill("2026-02-01");
  await dialog.getByLabel("Code").fill(`NEXT${admin.id}`);
  await dialog.getByRole("button", { name: "Make the next offering" }).click();
  await expect(dialog.getByRole("alert")).toContainText("the unit would end before it begins");
  await expect(dialog.getByLabel("First day")).toHaveValue("2026-03-02");
  await dialog.getByLabel("Last day").fill("2026-06-28");
  await dialog.getByRole("button", { name: "Make the next offering" }).click();
  await dialog.getByRole("link", { name: "open it" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`NEXT${admin.id} · Rolled over`);
  const next = page.url().replace(/\?.*/, "");
  await page.goto(`${next}/hours`);
  const staff = page.getByRole("region", { name: "Staff and hours" }).locator("tbody tr");
  await expect(staff).toHaveCount(2);
  await expect(staff.filter({ hasText: convenor.name })).toContainText("convenor");
  await expect(staff.filter({ hasText: tutor.name })).toContainText("tutor");
  await page.goto(`${next}/timetable`);
  await expect(page.getByRole("list").filter({ hasText: "Seminars" })).toContainText("Its tutorials do not cut sessions.");
  await expect(page.getByText("No tutorials yet")).toBeVisible();
  await expect(page.getByLabel("Threshold, in minutes").first()).toHaveValue("12");
  await expect(page.getByLabel("Floor, in minutes").first()).toHaveValue("4");
  await expect(page.getByText("2 Mar – 28 Jun 2026").first()).toBeVisible();
  await page.goto(`${next}/history`);
  await expect(rowOf(page, "Changes", "rolled the unit over")).toContainText(admin.name);

  await page.goto("/admin");
  await row.getByRole("button", { name: "Archive" }).click();
  await expect(row).toContainText("archived");
  await expect(rows.last()).toContainText("archived");
  await page.goto("/units");
  await expect(rowOf(page, "Units", unit.code)).toContainText("archived");
  await page.goto("/admin");
  await row.getByRole("button", { name: "Open again" }).click();
  await expect(row).not.toContainText("archived");
});

test("who may do what? people are added one by one or from a file, deactivated, and roles ended", async ({
  db,
  visit,
  visitAs,
}) => {
  const { page, world } = await visitAs("admin", { faulty: true });
  const { admin, tutor, unit } = world;
  const other = await makeUnit(db, { code: `FILE${admin.id}`, name: "Filled from a file" });
  await page.goto("/admin/people");
  await expect(page.getByRole("heading", { name: /^People/, level: 2 })).toHaveText(
    `People ${(await count(db, "users")).toLocaleString("en-AU")}`,
  );

  await test.step("one by one, each username once", async () => {
    const [username, email] = [`grace-${admin.id}`, `grace-${admin.id}@example.edu`];
    await page.getByLabel("Username", { exact: true }).fill(username);
    await page.getByLabel("E-mail address", { exact: true }).fill(email);
    await page.getByLabel("First name").fill("Grace");
    await page.getByLabel("Last name").fill("Hopper");
    await page.getByRole("button", { name: "Add the account" }).click();
    await expect(page.getByText(`${username} was added.`)).toBeVisible();
    await page.getByLabel("Username", { exact: true }).fill(username);
    await page.getByLabel("E-mail address", { exact: true }).fill(email);
    await page.getByLabel("First name").fill("Grace");
    await page.getByLabel("Last name").fill("Hopper");
    await page.getByRole("button", { name: "Add the account" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Nobody was added" })).toContainText(username);
    expect(await count(db, "users WHERE username = $1", username)).toBe(1);
  });

  await test.step("from a file, all of it or nothing", async () => {
    const head = "username,email,first_name,last_name,unit,unit_role";
    const line = (name: string, role: string) =>
      `${name}-${admin.id},${name}-${admin.id}@example.edu,${name},Import,${other.code},${role}`;
    const file = (...lines: string[]) => ({
      name: "people.csv",
      mimeType: "text/csv",
      buffer: Buffer.from([head, ...lines].join("\n")),
    });
    const before = await count(db, "users");
    await page.getByLabel("File").setInputFiles(file(line("ivy", "tutor"), line("jan", "janitor")));
    await page.getByRole("button", { name: "Import" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was imported" })).toContainText("Line 3");
    expect(await count(db, "users")).toBe(before);
    await page.getByLabel("File").setInputFiles(file(line("ivy", "tutor"), line("jan", "convenor"), line("grace", "tutor")));
    await page.getByRole("button", { name: "Import" }).click();
    await expect(page.getByText("2 added, 1 known already, 3 roles given.")).toBeVisible();
    expect(await count(db, "users")).toBe(before + 2);
    expect(await count(db, "unit_roles WHERE unit_id = $1 AND ended_at IS NULL", other.id)).toBe(3);
  });

  await test.step("found by a part of their name, with their roles, of which one is ended", async () => {
    await page.getByRole("searchbox").fill(tutor.username);
    await page.getByRole("button", { name: "Find" }).click();
    const row = rowOf(page, "People", tutor.username);
    await expect(row).toHaveCount(1);
    await row.getByRole("button", { name: `End the role of ${tutor.name} as tutor of ${unit.code}` }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("they still see their own time");
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await expect(dialog).toHaveCount(0);
    const open = row.getByRole("button", { name: "End the role" });
    await expect(open, "where the keyboard goes on").toBeFocused();
    await open.click();
    await dialog.getByRole("button", { name: "End the role" }).click();
    await expect(row).toContainText(`${unit.code} tutor(ended)`);
    expect(await count(db, "unit_roles WHERE unit_id = $1 AND user_id = $2 AND ended_at IS NULL", unit.id, tutor.id)).toBe(0);
  });

  await test.step("deactivated: their sign-in is refused from then on", async () => {
    const theirs = await visit({ faulty: true });
    await signIn(theirs, tutor);
    const row = rowOf(page, "People", tutor.username);
    await row.getByRole("button", { name: "Deactivate" }).click();
    await expect(row).toContainText("deactivated");
    await theirs.goto("/");
    await expect(theirs).toHaveURL(/\/sign-in/);
    await fillIn(theirs, tutor.username, tutor.password);
    await expect(theirs.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
    await row.getByRole("button", { name: "Activate" }).click();
    await expect(row).not.toContainText("deactivated");
  });
});

test("which programs sign in with what? service accounts and the tokens that hold, and when each was used", async ({
  app,
  db,
  visitAs,
}) => {
  const { page, world } = await visitAs("admin");
  const { admin } = world;
  await page.goto("/admin/service-accounts");
  const name = `OnTrack ${admin.id}`;
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Make the account" }).click();
  const account = page.getByRole("region", { name });
  await expect(account).toContainText("refuses what nobody knows");
  await account.getByLabel("New token").fill("Its backend");
  await account.getByLabel("Days it holds").fill("30");
  await account.getByRole("button", { name: "Make it" }).click();
  const token = await account.locator("code").textContent();
  await expect(account.getByRole("row").filter({ hasText: "Its backend" })).toContainText("never");

  const act = {
    username: "nobody-knows-them",
    unit: 1,
    project: 1,
    taskDefinition: 1,
    task: 1,
    action: "add-comment",
    happenedAt: formatInstant(NOW),
    ipAddress: "203.0.113.9",
    idempotencyKey: "0b1f0c56-9f64-4d9c-8a5e-2d6c1f3b7a90",
  };
  const report = () =>
    fetch(`${app.url}/api/trpc/tracker.reportActs`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ acts: [act] }),
    });
  expect((await report()).status).toBe(200);

  await page.goto("/admin/tokens");
  const holding = "access_tokens WHERE kind IN ('personal', 'service') AND revoked_at IS NULL AND expires_at > $1";
  const rows = page.getByRole("region", { name: "Tokens in use" }).locator("tbody tr");
  await expect(rows).toHaveCount(await count(db, holding, new Date(NOW)));
  const row = rows.filter({ hasText: name });
  await expect(row.getByRole("cell").nth(0)).toHaveText("Its backend");
  await expect(row.getByRole("cell").nth(2)).toHaveText("report");
  await expect(row.getByRole("cell").nth(3)).toHaveText("Wed 8 Oct 2025, 05:00");
  await expect(row.getByRole("cell").nth(5)).toHaveText("Fri 7 Nov 2025, 05:00");
  await row.getByRole("link", { name }).click();

  await account.getByRole("button", { name: "Revoke Its backend" }).click();
  await expect(account.getByRole("row").filter({ hasText: "Its backend" })).toHaveCount(0);
  expect((await report()).status).toBe(401);
  await account.getByRole("button", { name: "Close for good" }).click();
  await expect(page.getByRole("dialog")).toContainText("What it reported stays");
  await page.getByRole("dialog").getByRole("button", { name: "Close it" }).click();
  await expect(account).toContainText("closed");
  await expect(account.getByRole("button")).toHaveCount(0);
});

test("which sessions were removed, by whom and why, and who changed what? both are told with names", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  const { admin, convenor, tutor, otherTutor, unit } = world;
  await rememberTwoWeeks(db, world, NOW);
  const viewer = await loadViewer(db, convenor.id, NOW);
  const [session] = (await storedSessions(db, unit.id)).filter(({ userId }) => userId === tutor.id);
  if (viewer === null || session === undefined) throw new Error("The world lacks a convenor or a session");
  const sessionId = session.id as Parameters<typeof deleteSession>[2]["sessionId"];
  await deleteSession(db, viewer.scope, { sessionId, reason: `It was a trial (${admin.id}).`, now: NOW });
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, admin);
  await page.goto("/admin/removed");
  const rows = page.getByRole("region", { name: "Removed sessions" }).locator("tbody tr");
  await expect(rows).toHaveCount(await count(db, "marking_sessions WHERE deleted_at IS NOT NULL"));
  const row = rows.filter({ hasText: `It was a trial (${admin.id}).` });
  await expect(row).toContainText(tutor.name);
  await expect(row).toContainText(`Wed 8 Oct 2025, 16:00, by ${convenor.name}`);

  await page.goto(`/units/${unit.id}/hours`);
  await page.getByRole("button", { name: `End the role of ${otherTutor.name} as tutor of ${unit.code}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End the role" }).click();
  await expect(page.getByRole("row").filter({ hasText: otherTutor.name })).toHaveCount(0);

  await page.goto("/admin/log");
  await expect(page.getByRole("heading", { name: /^Changes/, level: 2 })).toHaveText(
    `Changes ${(await count(db, "audit_entries")).toLocaleString("en-AU")}`,
  );
  const ended = rowOf(page, "Changes", "ended a role").filter({ hasText: otherTutor.name }).first();
  await expect(ended).toContainText(admin.name);
  await expect(ended).toContainText("role tutor");
  const removed = rowOf(page, "Changes", "removed a session").filter({ hasText: `It was a trial (${admin.id}).` });
  await expect(removed).toContainText(convenor.name);
  await expect(removed).toContainText(`person ${tutor.name}`);
});
