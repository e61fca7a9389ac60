import { readFile } from "node:fs/promises";
import { MINUTE_MS } from "@tutor-times/core/instant";
import { evidenceOf } from "../src/expected-figures";
import { sessionRows } from "../src/screens";
import { expect, test } from "../src/test";
import { words } from "../src/words";
import { ZONE } from "../src/world";

const LAST_WEEK = "?range=last-week";

test("the file has exactly the rows and columns that the table shows", async ({ visitAs }) => {
  const { page } = await visitAs("tutor");
  await page.goto(`/sessions${LAST_WEEK}&acts=comments&sort=length&order=desc`);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Opened" }).uncheck();
  await expect(page.getByRole("columnheader", { name: "Opened" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  const shown = await sessionRows(page).count();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const text = await readFile(await (await downloading).path(), "utf8");
  const [head = "", ...lines] = text.trim().split("\r\n");
  expect(lines).toHaveLength(shown);
  expect(head).not.toContain("Opened");
  const minutes = lines.map((line) => Number(line.split(",")[5]));
  expect(minutes).toEqual(minutes.toSorted((a, b) => b - a));
  const first = await sessionRows(page).first().getByRole("cell").nth(1).textContent();
  expect(first).toBe(words((minutes[0] ?? 0) * MINUTE_MS));
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Opened" })).toHaveCount(0);
});

test("the same as a workbook: the button saves what the server makes of that very table", async ({ visitAs }) => {
  const { page, world } = await visitAs("tutor");
  await page.goto(`/sessions${LAST_WEEK}&acts=comments&sort=length&order=desc`);
  const asking = page.waitForRequest(/\/downloads\/sessions\?/);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "XLSX" }).click();
  const asked = Object.fromEntries(new URL((await asking).url()).searchParams);
  expect(asked).toMatchObject({
    from: "2025-09-29",
    to: "2025-10-05",
    timezone: ZONE,
    acts: "comments",
    order: "length",
    descending: "true",
    columns: "length.unit.attention.assessed.opened.comments",
    userId: String(world.tutor.id),
  });
  const file = await downloading;
  expect(file.suggestedFilename()).toBe("sessions 2025-09-29 to 2025-10-05.xlsx");
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe("PK");
});

test("how do I see it in my calendar? an address that shows my sessions, and shows nothing once it is revoked", async ({
  db,
  visitAs,
}) => {
  const { page, world } = await visitAs("tutor");
  const { sessions } = await evidenceOf(db, { userId: world.tutor.id, unitId: world.unit.id });
  await page.goto("/sessions");
  await page.getByRole("link", { name: "Calendar" }).click();
  await page.getByLabel("Which calendar is it for?").fill("My phone");
  await page.getByRole("button", { name: "Make an address" }).click();
  const address = (await page.getByRole("region", { name: "Calendar" }).locator("code").textContent()) ?? "";
  await expect(page.getByRole("row", { name: /^My phone show my sessions to a calendar/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "open it in this computer’s calendar" })).toHaveAttribute(
    "href",
    address.replace("http:", "webcal:"),
  );

  const answer = await fetch(address);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
  const calendar = await answer.text();
  const utc = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const starts = [...calendar.matchAll(/^DTSTART:(.*)\r$/gm)].map(([, start]) => start);
  expect(starts).toEqual(
    sessions
      .map(({ row }) => utc(row.start))
      .toSorted()
      .toReversed(),
  );
  for (const { student } of world.submissions) expect(calendar).not.toContain(student);

  await page.getByRole("button", { name: "Revoke My phone" }).click();
  await expect(page.getByText("You have no tokens")).toBeVisible();
  expect((await fetch(address)).status).toBe(419);
});
