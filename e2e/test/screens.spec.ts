import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { parseInstant } from "@tutor-times/core/instant";
import { rememberTwoWeeks } from "../src/history";
import { routesOfApp, screensOf, VISITORS } from "../src/screen-table";
import { signIn } from "../src/sign-in";
import { expect, test } from "../src/test";

/** A Wednesday, 16:00 in Melbourne. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");
const PICTURES = fileURLToPath(new URL("../screenshots", import.meta.url));
const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

const looks = (["light", "dark"] as const).flatMap((colorScheme) => [1280, 360].map((width) => ({ colorScheme, width })));

for (const visitor of VISITORS) {
  test(`what ${visitor} sees is sound and accessible, light and dark, wide and narrow`, async ({ app, db, found, visit }) => {
    const world = await found(NOW);
    if (visitor === "tutor" || visitor === "convenor") await rememberTwoWeeks(db, world, NOW);
    await app.setClock(NOW);
    const page = await visit();
    if (visitor !== "nobody") await signIn(page, world[visitor]);
    for (const { name, path } of await screensOf(visitor, world, db)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expect(page.locator("output", { hasText: "Loading" })).toHaveCount(0);
      for (const { colorScheme, width } of looks) {
        await test.step(`${name}, ${colorScheme}, ${width} px`, async () => {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          await expectSound(page, `${name}-${colorScheme}-${width}`);
        });
      }
    }
  });
}

test("every page of the app is among the screens that are looked at", async ({ db, found }) => {
  const world = await found(NOW);
  const looked = await Promise.all(VISITORS.map((visitor) => screensOf(visitor, world, db)));
  expect([...new Set(looked.flat().map(({ route }) => route))].toSorted()).toEqual(routesOfApp());
});

test("what opens on a screen is accessible as well: menus, notes, columns, tables, dialogs", async ({
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
  const opened: readonly (readonly [name: string, path: string, open: () => Promise<void>])[] = [
    ["account menu", "/", () => page.getByRole("button", { name: world.tutor.name }).click()],
    ["how counted", "/", () => page.getByRole("button", { name: "How this is counted: Marking", exact: true }).click()],
    ["days as a table", "/?range=last-week", () => page.getByText("Show as a table").click()],
    ["other days", "/", () => page.getByText("Other days …").click()],
    ["columns", "/sessions?range=last-week", () => page.getByRole("button", { name: "Columns" }).click()],
    ["week as a table", "/week?range=last-week", () => page.getByText("Show as a table").click()],
    ["address problems", "/?zone=Atlantis/Centre&from=never", async () => {}],
    ["sign out everywhere", "/profile", () => page.getByRole("button", { name: "Sign out everywhere …" }).click()],
    [
      "new token",
      "/profile",
      async () => {
        await page.getByLabel("What is it for?").fill("A program");
        await page.getByRole("button", { name: "Make a token" }).click();
        await expect(page.getByText("This is the token.")).toBeVisible();
      },
    ],
  ];
  for (const [name, path, open] of opened) {
    await page.goto(path);
    await open();
    for (const colorScheme of ["light", "dark"] as const) {
      await test.step(`${name}, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme });
        await expectSound(page, `opened-${name.replaceAll(" ", "-")}-${colorScheme}`);
      });
    }
  }
});

/** That the page fits its width and satisfies axe; its faults are watched by `visit`. Takes its picture. */
async function expectSound(page: Page, picture: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}/${picture}.png`, fullPage: true, animations: "disabled" });
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth, `${picture}: how wide the page is`).toBeLessThanOrEqual(clientWidth);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).analyze();
  expect(
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
    picture,
  ).toEqual([]);
}

test("a figure says how it is counted, and the colours can be chosen and stay", async ({ app, found, visit }) => {
  const { tutor, unit } = await found(NOW);
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, tutor);
  await page.getByRole("button", { name: "How this is counted: Marking", exact: true }).click();
  const note = page.getByRole("note").filter({ visible: true });
  await expect(note).toContainText(/15 min/);
  await expect(note).toContainText(/5 min/);
  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);

  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: tutor.name }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await page.goto(`/desk?unit=${unit.id}`);
  expect(await ground()).toBe(dark);
});
