import { setTimeout as wait } from "node:timers/promises";
import { launch, type Browser, type Page as Tab } from "puppeteer-core";
import { findBrowser } from "../../../scripts/lib/find-browser.mjs";
import type { DemoSite } from "./demo-site";
import type { Page } from "./pages";
import { watchVitals } from "./watch-vitals";

/** How many times slower than this machine's processor the pages' is. */
const SLOWED = 4;
const PATIENCE_MS = 180_000;
const LOOKED_EVERY_MS = 100;
const WINDOW = { width: 1280, height: 900 };

/** A Chromium without a window. */
export async function withBrowser<Result>(work: (browser: Browser) => Promise<Result>): Promise<Result> {
  const browser = await launch({
    executablePath: await findBrowser(),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    defaultViewport: WINDOW,
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A tab with a slow processor, and nothing in its cache, that shows `page` to its visitor; `work` begins when it has come to rest. */
export async function withTab<Result>(
  browser: Browser,
  { server, cookies }: DemoSite,
  { path, visitor }: Page,
  work: (tab: Tab) => Promise<Result>,
): Promise<Result> {
  const context = await browser.createBrowserContext();
  try {
    const tab = await context.newPage();
    const pairs = (cookies.get(visitor) ?? "").split("; ").filter((pair) => pair !== "");
    await context.setCookie(
      ...pairs.map((pair) => {
        const at = pair.indexOf("=");
        return {
          name: pair.slice(0, at),
          value: pair.slice(at + 1),
          domain: "127.0.0.1",
          path: "/",
          httpOnly: true,
          secure: false,
        };
      }),
    );
    await tab.emulateCPUThrottling(SLOWED);
    // What runs in the page is compiled here, where functions are given their names by a helper.
    await tab.evaluateOnNewDocument("globalThis.__name = (named) => named");
    await tab.evaluateOnNewDocument(watchVitals);
    await tab.goto(server.url + path, { timeout: PATIENCE_MS });
    await atRest(tab);
    return await work(tab);
  } finally {
    await context.close();
  }
}

/** Returns when all shapes have given way to what they stand for and nothing is asked for any more (but the stream of changes). */
export async function atRest(tab: Tab): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  // Asked from here: a page's own policy forbids what a browser could wait for by itself. The samples of the design show
  // shapes for ever.
  while (!(await tab.evaluate(() => location.pathname === "/design" || document.querySelector(".pulse.bg-sunken") === null))) {
    if (performance.now() > until) throw new Error(`${tab.url()} does not come to rest.`);
    await wait(LOOKED_EVERY_MS);
  }
  await tab.waitForNetworkIdle({ idleTime: 500, concurrency: 1, timeout: PATIENCE_MS });
}
