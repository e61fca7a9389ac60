import { fileURLToPath } from "node:url";
import { whatIsCutOff } from "../src/cut-off";
import { expect, test } from "../src/test";
import { ZONE } from "../src/world";

const PICTURES = fileURLToPath(new URL("../screenshots", import.meta.url));

/** A4 as browsers print it, in CSS pixels. */
const PAPER = { width: 794, height: 1123 };
const PRINTED = ["my-marking", "week", "sessions", "session", "where"];

for (const colorScheme of ["light", "dark"] as const) {
  test(`a tutor's figures can be printed from a ${colorScheme} screen: dark on white, with their tables, without controls`, async ({
    visitAs,
  }) => {
    test.setTimeout(600_000);
    const { page, world, screens } = await visitAs("tutor", { colorScheme, viewport: PAPER });
    for (const { name, path } of screens.filter((screen) => PRINTED.includes(screen.name))) {
      await test.step(name, async () => {
        await page.emulateMedia({ media: "screen" });
        await page.goto(path);
        await expect(page.locator("output", { hasText: "Loading" })).toHaveCount(0);
        await page.emulateMedia({ media: "print" });
        await page.screenshot({ path: `${PICTURES}/${name}-print-${colorScheme}.png`, fullPage: true });
        expect(await whatIsCutOff(page), name).toEqual([]);
        const style = await page.evaluate(() => {
          const { backgroundColor, color } = getComputedStyle(document.documentElement);
          return { backgroundColor, color, ink: getComputedStyle(document.body).printColorAdjust };
        });
        expect(style, name).toEqual({ backgroundColor: "rgb(255, 255, 255)", color: "rgb(21, 26, 34)", ink: "exact" });
        if (name !== "session") await expect(page.getByText(`times in ${ZONE}`)).toBeVisible();
        await expect(page.getByText(`Tutor Times, for ${world.tutor.name}`)).toBeVisible();
        for (const role of ["navigation", "button", "combobox", "textbox"] as const)
          expect(await page.getByRole(role).filter({ visible: true }).allTextContents(), `${name}: ${role}`).toEqual([]);
      });
    }
    await page.goto("/?range=last-week");
    // The table beside the chart, which a screen shows when it is asked to.
    const twin = page.getByText("Mon 29 Sep", { exact: true });
    await expect(twin).toBeVisible();
    await page.emulateMedia({ media: "screen" });
    await expect(twin).toBeHidden();
  });
}

test("nothing moves by itself for whoever asked for less motion", async ({ visitAs }) => {
  const { page } = await visitAs("tutor");
  await page.goto("/design");
  const moving = () => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length);
  const transitions = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter((one) => {
          const { transitionProperty, transitionDuration } = getComputedStyle(one);
          return transitionProperty !== "none" && transitionDuration.split(", ").some((time) => time !== "0s");
        }).length,
    );
  await expect.poll(moving).toBeGreaterThan(0);
  expect(await transitions()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(moving).toBe(0);
  expect(await transitions()).toBe(0);
});
