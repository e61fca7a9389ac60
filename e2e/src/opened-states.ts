import { expect, type Page } from "@playwright/test";
import type { World } from "./world";

/** Something that opens on a screen, or is said there after something was asked for. */
export interface OpenedState {
  readonly name: string;
  readonly path: string;
  readonly open: () => Promise<unknown>;
}

/** What opens on the pages of a unit's convenor. */
export function openedByConvenor(page: Page, { unit, tutor }: World, sessionId: number): OpenedState[] {
  const base = `/units/${unit.id}`;
  const press = (name: string) => page.getByRole("button", { name }).first().click();
  return [
    {
      name: "unit-tables",
      path: `${base}?range=last-week`,
      open: async () => {
        for (const table of await page.getByText("Show as a table").all()) await table.click();
      },
    },
    { name: "unit-how-observed", path: base, open: () => press("How this is counted: Observed") },
    {
      name: "download-failed",
      path: base,
      open: async () => {
        await page.route("**/workbook?*", (route) => route.abort());
        await press("Excel");
        await expect(page.getByText("It failed. Try again.")).toBeVisible();
      },
    },
    { name: "forecast-how", path: `${base}/forecast`, open: () => press("How this is counted: Will it be done") },
    {
      name: "set-hours-refused",
      path: `${base}/hours`,
      open: async () => {
        await press(`Set hours of ${tutor.name}`);
        await page.getByLabel("Hours for the whole unit").fill("many");
        await press("Save");
        await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
      },
    },
    {
      name: "end-role",
      path: `${base}/hours`,
      open: () => press(`End the role of ${tutor.name}`),
    },
    {
      name: "staff-refused",
      path: `${base}/hours`,
      open: async () => {
        await page.getByLabel("Username").fill("nobody-is-called-that");
        await press("Add to the staff");
        await expect(page.getByText("Nobody was added")).toBeVisible();
      },
    },
    {
      name: "add-tutorial",
      path: `${base}/timetable`,
      open: async () => {
        await page.getByText("Add a tutorial").click();
        await page.getByText("Change the teaching period").click();
        await page.getByRole("region", { name: "Tutorials" }).getByRole("button").first().click();
      },
    },
    {
      name: "timetable-preview",
      path: `${base}/timetable`,
      open: async () => {
        await page.getByLabel("New break").fill("A week off");
        await page.getByLabel("First day off").fill("2025-10-20");
        await page.getByLabel("Last day off").fill("2025-10-26");
        await press("Add the break …");
        await expect(page.getByRole("dialog")).toBeVisible();
      },
    },
    {
      name: "policy-preview",
      path: `${base}/timetable`,
      open: async () => {
        await page.getByLabel("Threshold, in minutes").first().fill("4");
        await page.getByLabel("Floor, in minutes").first().fill("1");
        await press("Preview on last week");
        await expect(page.getByRole("region", { name: "What would change" })).toBeVisible();
      },
    },
    {
      name: "policy-refused",
      path: `${base}/timetable`,
      open: async () => {
        await page.getByLabel("Floor, in minutes").first().fill("30");
        await press("Preview on last week");
        await expect(page.getByText("That could not be worked out")).toBeVisible();
      },
    },
    {
      name: "recompute-difference",
      path: `${base}/timetable`,
      open: async () => {
        await page.getByLabel("Threshold, in minutes").last().fill("4");
        await page.getByLabel("Floor, in minutes").last().fill("1");
        await page.getByLabel("From the beginning of").selectOption({ index: 0 });
        await press("Show the difference");
        await expect(page.getByRole("region", { name: "What would change" })).toBeVisible();
      },
    },
    {
      name: "remove-session",
      path: `/sessions/${sessionId}`,
      open: async () => {
        await press("Remove this session …");
        await expect(page.getByRole("region", { name: "What the figures would lose" })).toBeVisible();
      },
    },
    { name: "unit-address-problems", path: `${base}?from=never&zone=Atlantis/Centre`, open: async () => {} },
    { name: "unit-not-found", path: "/units/4711", open: async () => {} },
  ];
}

/** What opens on the pages of administrators. */
export function openedByAdmin(page: Page, { unit, tutor }: World): OpenedState[] {
  const press = (name: string) => page.getByRole("button", { name }).first().click();
  return [
    {
      name: "admin-roll-over-refused",
      path: "/admin",
      open: async () => {
        await press(`Roll over ${unit.code}`);
        await page.getByLabel("First day").fill("2026-03-02");
        await page.getByLabel("Last day").fill("2026-02-01");
        await press("Make the next offering");
        await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
      },
    },
    {
      name: "admin-end-role",
      path: `/admin/people?search=${tutor.username}`,
      open: () => press(`End the role of ${tutor.name}`),
    },
    { name: "admin-nobody-found", path: "/admin/people?search=nobody-is-called-that", open: async () => {} },
    {
      name: "admin-import-refused",
      path: "/admin/people",
      open: async () => {
        const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("username\nada") };
        await page.getByLabel("File").setInputFiles(file);
        await page.getByRole("button", { name: "Import", exact: true }).click();
        await expect(page.getByText("Nothing was imported")).toBeVisible();
      },
    },
    {
      name: "admin-new-token",
      path: "/admin/service-accounts",
      open: async () => {
        await page.getByLabel("Name", { exact: true }).fill("A program of the university");
        await press("Make the account");
        await page.getByLabel("New token").first().fill("Its backend");
        await press("Make it");
        await expect(page.locator("code")).toBeVisible();
      },
    },
    { name: "admin-close-account", path: "/admin/service-accounts", open: () => press("Close for good") },
  ];
}
