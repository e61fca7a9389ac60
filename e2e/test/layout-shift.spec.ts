import { layoutShiftsOf, watchLayoutShifts } from "../src/layout-shifts";
import { VISITORS } from "../src/screen-table";
import { expect, test } from "../src/test";

/** The sum of a page's shifts; from 0.1 on people are disturbed, and this is next to nothing. */
const MOST = 0.02;

/** Slow enough that a page arrives in parts, and its fonts and scripts after it: a poor mobile network. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };

/** A phone's screen is where most would move; a wide one is looked at as well where there is most to see. */
const ALSO_WIDE: readonly string[] = ["tutor", "convenor"];

for (const visitor of VISITORS) {
  for (const width of ALSO_WIDE.includes(visitor) ? [1280, 360] : [360]) {
    test(`nothing jumps while what ${visitor} sees is loaded, ${width} px wide, over a slow network`, async ({ visitAs }) => {
      test.setTimeout(600_000);
      // Elsewhere than the unit, which pages say.
      const { page, screens } = await visitAs(visitor, { viewport: { width, height: 800 }, timezoneId: "America/Santiago" });
      await watchLayoutShifts(page);
      const network = await page.context().newCDPSession(page);
      await network.send("Network.enable");
      await network.send("Network.emulateNetworkConditions", SLOW);
      // Nothing that the page before has left behind: neither fonts nor scripts.
      await network.send("Network.setCacheDisabled", { cacheDisabled: true });
      for (const { name, path } of screens) {
        await test.step(name, async () => {
          await page.goto(path, { waitUntil: "load" });
          await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
          await expect(page.locator("output", { hasText: "Loading" })).toHaveCount(0);
          const shifts = await layoutShiftsOf(page);
          const sum = shifts.reduce((total, { value }) => total + value, 0);
          expect.soft(sum, `${name}: ${JSON.stringify(shifts, null, 1)}`).toBeLessThanOrEqual(MOST);
        });
      }
    });
  }
}
