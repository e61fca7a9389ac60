import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parseInstant } from "@tutor-times/core/instant";
import { screensOf, VISITORS } from "../src/screen-table";
import { rememberTwoWeeks } from "../src/history";
import { signIn } from "../src/sign-in";
import { expect, test } from "../src/test";

const NOW = parseInstant("2025-10-08T05:00:00.000Z");
const MOST_BYTES = 200_000;

/** The script for browsers that know no modules: others never ask for it. */
const BUILD = fileURLToPath(new URL("../../apps/admin/.next/", import.meta.url));

for (const visitor of VISITORS) {
  test(`no screen that ${visitor} sees loads more than 200 kB of JavaScript, and none loads Temporal`, async ({
    app,
    db,
    found,
    visit,
  }) => {
    const world = await found(NOW);
    if (visitor === "tutor" || visitor === "convenor") await rememberTwoWeeks(db, world, NOW);
    await app.setClock(NOW);
    const page = await visit();
    if (visitor !== "nobody") await signIn(page, world[visitor]);
    for (const { name, path } of await screensOf(visitor, world, db)) {
      const scripts = new Map<string, string>();
      const loaded: Promise<unknown>[] = [];
      const keep = (response: { url(): string; text(): Promise<string> }) => {
        if (/\/_next\/static\/.*\.js/.test(response.url()))
          loaded.push(
            response.text().then(
              (text) => scripts.set(response.url(), text),
              () => {},
            ),
          );
      };
      page.on("response", keep);
      await page.goto(path);
      await page.waitForLoadState("load");
      await Promise.all(loaded);
      page.off("response", keep);
      const needed = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLScriptElement>("script[src]:not([nomodule])")].map(({ src }) => src),
      );
      for (const src of needed)
        if (!scripts.has(src))
          scripts.set(src, await readFile(`${BUILD}${new URL(src).pathname.replace("/_next/", "")}`, "utf8"));
      const bytes = [...scripts.values()].reduce((sum, text) => sum + gzipSync(text, { level: 6 }).length, 0);
      expect(bytes, `${name} loads ${bytes} bytes`).toBeLessThanOrEqual(MOST_BYTES);
      expect(bytes, name).toBeGreaterThan(50_000);
      for (const [url, text] of scripts) expect(text.includes("PlainDateTime"), `${name}: ${url}`).toBe(false);
    }
  });
}
