import { parseInstant } from "@tutor-times/core/instant";
import { fillWithCrowd } from "../src/crowd";
import { rememberTwoWeeks } from "../src/history";
import { adminScreens, unitScreens } from "../src/screen-table";
import { signIn } from "../src/sign-in";
import { expect, test } from "../src/test";
const NOW = parseInstant("2025-10-08T05:00:00.000Z");
test("pictures", async ({ app, db, found, visit }) => {
  test.setTimeout(600_000);
  const world = await found(NOW);
  await rememberTwoWeeks(db, world, NOW);
  await fillWithCrowd(db, world, NOW);
  await app.setClock(NOW);
  const page = await visit({ faulty: true });
  await page.goto("/sign-in");
  const shoot = async (screens: { name: string; path: string }[]) => {
    for (const { name, path } of screens) {
      const t = Date.now();
      await page.goto(path);
      await expect(page.locator("output", { hasText: "Loading" })).toHaveCount(0, { timeout: 60_000 });
      console.log(name, Date.now() - t, "ms");
      for (const [scheme, width] of [
        ["light", 1280],
        ["dark", 360],
      ] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({
          path: `/tmp/convenor/pics/${name}-${scheme}-${width}.png`,
          fullPage: true,
          animations: "disabled",
        });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) console.log("WIDE", name, width, over);
      }
    }
  };
  await signIn(page, world.convenor);
  await shoot(
    unitScreens(world, "-overfull").filter(({ name }) => !process.env["ONLY"] || new RegExp(process.env["ONLY"]).test(name)),
  );
  await page.context().clearCookies();
  await signIn(page, world.admin);
  await shoot(adminScreens("-overfull").filter(({ name }) => !process.env["ONLY"] || new RegExp(process.env["ONLY"]).test(name)));
});
