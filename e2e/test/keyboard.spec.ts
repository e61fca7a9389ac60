import type { Locator, Page } from "@playwright/test";
import { signIn } from "../src/sign-in";
import { expect, test } from "../src/test";

test("what opens is opened, used and closed by keyboard, and leaves the focus where it was", async ({ visit, visitAs }) => {
  const { page, world } = await visitAs("overworked");
  await page.goto("/sessions?range=last-week");

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  const account = page.getByRole("button", { name: world.tutor.name });
  await account.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: "Like the system" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: "Light" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(account).toBeFocused();

  const columns = page.getByRole("button", { name: "Columns" });
  await columns.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("checkbox", { name: "Length" })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("columnheader", { name: "Length" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expect(columns).toBeFocused();

  await staysOn(page.getByRole("link", { name: "Next page" }), "Enter", /page=2/);
  await staysOn(page.getByRole("combobox", { name: "Acts" }), "w", /acts=assessed/);
  await staysOn(page.getByRole("link", { name: "Assessed" }), "Enter", /sort=assessed&order=desc/);
  await page.goto("/");
  await staysOnInRanges(page);
  const convenors = await visit();
  await signIn(convenors, world.convenor);
  await convenors.goto(`/units/${world.unit.id}/sessions`);
  await staysOnInRanges(convenors);

  await page.goto("/profile");
  const end = page.getByRole("button", { name: "Sign out everywhere …" });
  await end.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(dialog.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(end).toBeFocused();
});

/** That a control which asks for other data of its page still has the focus when they are there. */
async function staysOn(control: Locator, key: string, address: RegExp): Promise<void> {
  await control.focus();
  await control.page().keyboard.press(key);
  await expect(control.page()).toHaveURL(address);
  await expect(control).toBeFocused();
}

async function staysOnInRanges(page: Page): Promise<void> {
  await staysOn(page.getByRole("link", { name: "Last week" }), "Enter", /range=last-week/);
  await staysOn(page.getByRole("link", { name: "Next", exact: true }), "Enter", /^[^?]*$/);
  await page.getByText("Other days …").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("First day")).toBeFocused();
  await page.getByLabel("First day").fill("2025-09-01");
  await staysOn(page.getByRole("button", { name: "Show" }), "Enter", /from=2025-09-01/);
}
