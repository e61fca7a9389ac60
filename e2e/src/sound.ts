import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const PICTURES = fileURLToPath(new URL("../screenshots", import.meta.url));
const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** That the page fits its width. Takes its picture. */
export async function expectToFit(page: Page, picture: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}/${picture}.png`, fullPage: true, animations: "disabled" });
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth, `${picture}: how wide the page is`).toBeLessThanOrEqual(clientWidth);
}

/** That the page fits its width and satisfies axe; its faults are watched by `visit`. Takes its picture. */
export async function expectSound(page: Page, picture: string): Promise<void> {
  await expectToFit(page, picture);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).analyze();
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
