import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { whatIsCutOff } from "./cut-off";

const PICTURES = fileURLToPath(new URL("../screenshots", import.meta.url));
const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** That the page has arrived, all parts of it. */
export async function expectLoaded(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.locator("output", { hasText: "Loading" })).toHaveCount(0);
}

/** That the page fits its width and hides nothing of its text without a hint. */
export async function expectUncut(page: Page, name: string): Promise<void> {
  // From its top, where the header is.
  await page.evaluate(() => window.scrollTo(0, 0));
  expect(await whatIsCutOff(page), `${name}: what is cut off`).toEqual([]);
}

/** The same. Takes its picture. */
export async function expectUncutInPicture(page: Page, picture: string): Promise<void> {
  await expectUncut(page, picture);
  await page.screenshot({ path: `${PICTURES}/${picture}.png`, fullPage: true, animations: "disabled", scale: "css" });
}

/** That nothing is cut off, and that the page satisfies axe; its faults are watched by `visit`. Takes its picture. */
export async function expectSound(page: Page, picture: string): Promise<void> {
  await expectUncutInPicture(page, picture);
  // In the page at once, as none has frames; of what satisfies the rules, and of which there are thousands, nothing is told.
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: WCAG_2_2_AA, resultTypes: ["violations"] })
    .setLegacyMode()
    .analyze();
  // A calendar draws short sessions low, as they are: it is enough that a table has the same links (WCAG 2.5.8, "Equivalent").
  const hasTable = (await page.getByRole("link", { name: "The same sessions as a table" }).count()) > 0;
  const found = violations.map(({ id, nodes }) => {
    const all = nodes.map(({ html }) => html);
    return [id, ...(hasTable && id === "target-size" ? all.filter((html) => !/ href="\/sessions\/\d+"/.test(html)) : all)];
  });
  expect(
    found.filter(([, ...nodes]) => nodes.length > 0),
    picture,
  ).toEqual([]);
}
