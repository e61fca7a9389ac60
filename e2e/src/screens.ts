import type { Locator, Page } from "@playwright/test";

/** The value in a figure's tile, by the figure's name. */
export function figure(page: Page, name: string): Locator {
  const asksHow = page.getByRole("button", { name: `How this is counted: ${name}`, exact: true });
  return page.locator("dl > div").filter({ has: asksHow }).locator("dd > :first-child");
}

/** The rows of a table of sessions, without its head. */
export function sessionRows(page: Page): Locator {
  return page.getByRole("region", { name: "Sessions" }).locator("tbody tr");
}

/** The cells of the row about `name` in a table. */
export function cellsOf(page: Page, table: string, name: string): Locator {
  return page.getByRole("region", { name: table, exact: true }).getByRole("row").filter({ hasText: name }).getByRole("cell");
}
