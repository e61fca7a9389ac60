import type { Browser } from "puppeteer-core";
import { median, type Row } from "../row";
import { withBrowser, withTab } from "./browser";
import type { DemoSite } from "./demo-site";
import type { Watched } from "./watch-vitals";

const MOST_SHIFT = 0.02;
const LONG_TASK_MS = 50;

interface Measured {
  readonly largestPaintMs: number;
  readonly blockedMs: number;
  readonly shift: number;
}

/** Each page in a browser with a slow processor and an empty cache: when its largest part is painted, how long it is blocked, what moves. */
export async function measureVitals(site: DemoSite, repeats: number): Promise<Row[]> {
  return withBrowser(async (browser) => {
    const rows: Row[] = [];
    for (const page of site.pages) {
      const runs: Measured[] = [];
      for (let repeat = 0; repeat < repeats; repeat += 1) runs.push(await measureOnce(browser, site, page));
      rows.push({
        name: `browser: ${page.route}, layout shift`,
        unit: "",
        values: runs.map(({ shift }) => shift),
        target: { atMost: MOST_SHIFT },
        details: {
          "largest paint ms": [median(runs.map(({ largestPaintMs }) => largestPaintMs))],
          "blocked ms": [median(runs.map(({ blockedMs }) => blockedMs))],
        },
      });
    }
    return rows;
  });
}

function measureOnce(browser: Browser, site: DemoSite, page: DemoSite["pages"][number]): Promise<Measured> {
  return withTab(browser, site, page, async (tab) => {
    const vitals = await tab.evaluate(() => (globalThis as Watched).vitals ?? null);
    if (vitals === null || vitals.firstPaintMs === 0) throw new Error(`${page.path} painted nothing.`);
    return {
      largestPaintMs: vitals.largestPaintMs,
      shift: vitals.shift,
      blockedMs: vitals.tasks
        .filter(({ startMs }) => startMs >= vitals.firstPaintMs)
        .reduce((sum, { ms }) => sum + Math.max(ms - LONG_TASK_MS, 0), 0),
    };
  });
}
