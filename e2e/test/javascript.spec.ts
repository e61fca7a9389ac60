import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { dayStarts } from "@tutor-times/core/local-days";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { evidenceOf, figuresOf } from "../src/expected-figures";
import { VISITORS } from "../src/screen-table";
import { storedSessions } from "../src/stored";
import { expect, test } from "../src/test";
import { LOOKED_AT } from "../src/visited-world";
import { words } from "../src/words";
import { ZONE } from "../src/world";

const MOST_BYTES = 200_000;

/** The script for browsers that know no modules: others never ask for it. */
const BUILD = fileURLToPath(new URL("../../apps/admin/.next/", import.meta.url));

for (const visitor of VISITORS) {
  test(`no screen that ${visitor} sees loads more than 200 kB of JavaScript, and none loads Temporal`, async ({ visitAs }) => {
    const { page, screens } = await visitAs(visitor);
    for (const { name, path } of screens) {
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

test("a tutor's first view comes from the server, with its data", async ({ db, visitAs }) => {
  const { page, world } = await visitAs("tutor");
  const evidence = await evidenceOf(db, { userId: world.tutor.id, unitId: world.unit.id });
  const starts = dayStarts(ZONE, parseLocalDate("2025-09-29"), parseLocalDate("2025-10-05"));
  const { markingMs } = figuresOf(evidence, starts[0] ?? LOOKED_AT, starts.at(-1) ?? LOOKED_AT);
  const [session] = await storedSessions(db, world.unit.id);
  const shows = [
    ["/?range=last-week", words(markingMs)],
    ["/week?range=last-week", words(markingMs)],
    ["/sessions?range=period", `href="/sessions/${session?.id}"`],
    [`/sessions/${session?.id}`, "Opened the submission"],
    ["/where?range=last-week", "Install Python"],
    ["/desk", world.submissions[0].student],
  ] as const;
  for (const [path, data] of shows) {
    const html = await (await page.request.get(path)).text();
    expect([path, html.replaceAll(/<script[\s\S]*?<\/script>/g, "").includes(data)]).toEqual([path, true]);
  }
});
