import { expect, test } from "../src/test";

test("what opens is opened, used and closed by keyboard, and leaves the focus where it was", async ({ visitAs }) => {
  const { page, world } = await visitAs("tutor");
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

  const acts = page.getByRole("combobox", { name: "Acts" });
  await acts.focus();
  // The list follows what is chosen at once.
  await page.keyboard.press("w");
  await expect(page).toHaveURL(/acts=assessed/);

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
