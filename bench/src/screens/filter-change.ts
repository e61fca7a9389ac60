import type { Page as Tab } from "puppeteer-core";
import { median, type Row } from "../row";
import { atRest, withBrowser, withTab } from "./browser";
import type { DemoSite } from "./demo-site";

const ROUTES = { "My marking": "/", Unit: "/units/[unitId]" } as const;
const CHANGES = ["Last week", "This week", "Last week", "Teaching period", "This week"] as const;
const MOST_MS = 100;

interface Answered {
  /** Of the range as the chosen one. */
  readonly firstPaintMs: number;
  readonly answeredMs: number;
}

type Watching = typeof globalThis & { answered?: Promise<Answered> };

/** From a click on another range until its answer is painted, with a slow processor. */
export async function measureFilterChanges(site: DemoSite, repeats: number): Promise<Row[]> {
  return withBrowser(async (browser) => {
    const rows: Row[] = [];
    for (const [name, route] of Object.entries(ROUTES)) {
      const page = site.pages.find((known) => known.route === route);
      if (page === undefined) throw new Error(`There is no page ${route}.`);
      const changes: Answered[][] = [];
      for (let repeat = 0; repeat < repeats; repeat += 1) {
        changes.push(
          await withTab(browser, site, page, async (tab) => {
            const all: Answered[] = [];
            for (const range of CHANGES) all.push(await change(tab, range));
            return all;
          }),
        );
      }
      const of = (field: keyof Answered) => changes.map((all) => median(all.map((one) => one[field])));
      const slowest = (field: keyof Answered) => changes.map((all) => Math.max(...all.map((one) => one[field])));
      rows.push(
        {
          name: `browser: ${name}, response to a change of range`,
          unit: "ms",
          values: of("firstPaintMs"),
          target: { atMost: MOST_MS },
          details: { slowest: slowest("firstPaintMs") },
        },
        {
          name: `browser: ${name}, from a change of range to its answer`,
          unit: "ms",
          values: of("answeredMs"),
          details: { slowest: slowest("answeredMs") },
        },
      );
    }
    return rows;
  });
}

async function change(tab: Tab, range: string): Promise<Answered> {
  const link = await tab.$(`nav[aria-label="Range"] ::-p-text(${range})`);
  if (link === null) throw new Error(`There is no range "${range}".`);
  await tab.evaluate(watchAnswer, range);
  await link.click();
  const answered = await tab.evaluate(() => (globalThis as Watching).answered ?? null);
  if (answered === null) throw new Error("Nobody watched.");
  await atRest(tab);
  return answered;
}

/** Runs in the page: waits for the click, then for the frame in which the range is the chosen one, and for that in which what it asks for is there. */
function watchAnswer(range: string): void {
  const isChosen = () => document.querySelector('nav[aria-label="Range"] a[aria-current="true"]')?.textContent === range;
  const isAnswered = () => isChosen() && document.querySelector(".pulse.bg-sunken, [aria-busy='true']") === null;
  const painted = (then: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", then);
      port1.start();
      port2.postMessage(null);
    });
  (globalThis as Watching).answered = new Promise((resolve) => {
    document.addEventListener(
      "click",
      ({ timeStamp }) => {
        let firstPaintMs = 0;
        let isSeen = false;
        const look = () => {
          if (!isSeen && isChosen()) {
            isSeen = true;
            painted(() => (firstPaintMs = performance.now() - timeStamp));
          }
          if (isAnswered()) painted(() => resolve({ firstPaintMs, answeredMs: performance.now() - timeStamp }));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { once: true, capture: true },
    );
  });
}
