import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { parseInstant } from "@tutor-times/core/instant";
import { rememberTwoWeeks } from "../src/history";
import { signIn } from "../src/sign-in";
import { expect, test } from "../src/test";
import { taskPath, type World } from "../src/world";

/** A Wednesday, 16:00 in Melbourne. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");
const PICTURES = fileURLToPath(new URL("../screenshots", import.meta.url));
const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly heading: string;
}

const looks = (["light", "dark"] as const).flatMap((colorScheme) => [1280, 360].map((width) => ({ colorScheme, width })));

const screensOf = {
  nobody: (): Screen[] => [{ name: "sign-in", path: "/sign-in", heading: "Sign in to Tutor Times" }],
  tutor: ({ submissions }: World): Screen[] => [
    { name: "my-marking", path: "/?range=last-week", heading: "My marking" },
    { name: "my-marking-empty", path: "/?range=custom&from=2025-10-20&to=2025-10-22", heading: "My marking" },
    { name: "desk", path: "/desk", heading: "Marking desk" },
    { name: "desk-task", path: taskPath(submissions[0]), heading: submissions[0].name },
  ],
  convenor: ({ unit, tutor }: World): Screen[] => [
    { name: "unit", path: `/units/${unit.id}?range=last-week`, heading: `${unit.code} · ${unit.name}` },
    { name: "unit-sessions", path: `/units/${unit.id}/sessions?tutor=${tutor.id}&range=last-week`, heading: tutor.name },
  ],
  student: (): Screen[] => [{ name: "student", path: "/", heading: "There is nothing here for you" }],
};

for (const visitor of ["nobody", "tutor", "convenor", "student"] as const) {
  test(`what ${visitor} sees is sound and accessible, light and dark, wide and narrow`, async ({ app, db, found, visit }) => {
    const world = await found(NOW);
    if (visitor === "tutor" || visitor === "convenor") await rememberTwoWeeks(db, world, NOW);
    await app.setClock(NOW);
    const page = await visit();
    if (visitor !== "nobody") await signIn(page, world[visitor]);
    for (const { name, path, heading } of screensOf[visitor](world)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
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

/** That the page fits its width and satisfies axe; its faults are watched by `visit`. Takes its picture. */
async function expectSound(page: Page, picture: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}/${picture}.png`, fullPage: true, animations: "disabled" });
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth, "how wide the page is").toBeLessThanOrEqual(clientWidth);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
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
