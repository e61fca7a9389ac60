import { expect, type Page } from "@playwright/test";
import type { Person } from "./world";

/** Signs `person` in at the sign-in page, which leads on to the first page of theirs. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-in");
  await fillIn(page, person.username, person.password);
  // The first page of somebody takes a busy machine a while.
  const account = page.getByRole("button", { name: person.name });
  await expect(account).toBeVisible({ timeout: 90_000 });
  // What is pressed before React has taken the page over is lost.
  await expect.poll(() => account.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__react")))).toBe(true);
}

/** Fills the form of the sign-in page in, and sends it. */
export async function fillIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("Username or e-mail address").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
