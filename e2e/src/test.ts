import { test as base, expect, type BrowserContextOptions, type Page } from "@playwright/test";
import { hashPassword } from "@tutor-times/db/passwords";
import { createTestDatabase, type TestDatabase } from "@tutor-times/db/testing/test-database";
import type { Instant } from "@tutor-times/core/instant";
import { findBrowser } from "../../scripts/lib/find-browser.mjs";
import { serveFrontEnd, type FrontEnd } from "./front-end";
import { watchFaults } from "./page-faults";
import { serveApp, type ServedApp } from "./served-app";
import { signIn } from "./sign-in";
import type { Visitor } from "./screen-table";
import { TwoClocks } from "./two-clocks";
import { visitAs, type Visited } from "./visited-world";
import { foundWorld, type Person, type World } from "./world";

const PASSWORD = "correct horse battery staple";

export { expect };

export interface Visit extends BrowserContextOptions {
  /** Whether the test provokes faults of pages (failed requests, errors in the console). Otherwise they fail it. */
  readonly faulty?: boolean;
}

interface WorkerFixtures {
  db: TestDatabase;
  frontEnd: FrontEnd;
  app: ServedApp;
  passwordHash: string;
}

interface TestFixtures {
  /** Fails the test if the server logged an error meanwhile; gives the server its own clock back. */
  calmServer: void;
  /** Founds a world at an instant. */
  found: (now: Instant) => Promise<World>;
  /** Opens a browser of its own. */
  visit: (options?: Visit) => Promise<Page>;
  /** Opens a browser of its own in which `visitor` is signed in, in a world with all the screens there are for them. */
  visitAs: (visitor: Visitor, options?: Visit) => Promise<Visited>;
  /** Opens a browser of its own in which `person` is signed in, and whose clock, like the server's, stands at `start` until it is moved. */
  visitAt: (start: Instant, person: Person, options?: Visit) => Promise<{ readonly page: Page; readonly clocks: TwoClocks }>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  launchOptions: [
    async ({ browserName: _ }, provide) => {
      await provide({ executablePath: await chromium() });
    },
    { scope: "worker" },
  ],
  db: [
    async ({ browserName: _ }, provide) => {
      const db = await createTestDatabase();
      await provide(db);
      await db.drop();
    },
    { scope: "worker" },
  ],
  frontEnd: [
    async ({ browserName: _ }, provide) => {
      const frontEnd = await serveFrontEnd();
      await provide(frontEnd);
      await frontEnd.stop();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ db, frontEnd }, provide) => {
      // Hours pass in seconds here: nobody asks too much.
      const settings = { CORS_ORIGINS: frontEnd.origin, TRUSTED_PROXIES: "127.0.0.1", RATE_LIMIT_PER_USER: "0" };
      const app = await serveApp(db.url, settings);
      await provide(app);
      await app.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  passwordHash: [async ({ browserName: _ }, provide) => provide(await hashPassword(PASSWORD)), { scope: "worker" }],

  baseURL: ({ app }, provide) => provide(app.url),
  calmServer: [
    async ({ app }, provide) => {
      app.takeErrors();
      await provide();
      await app.setClock(null);
      expect(app.takeErrors(), "what the server logged as errors").toEqual([]);
    },
    { auto: true },
  ],
  found: async ({ db, passwordHash }, provide) => {
    await provide((now) => foundWorld(db, now, { password: PASSWORD, passwordHash }));
  },
  visit: async ({ browser, baseURL }, provide) => {
    const opened = openings();
    await provide(async ({ faulty = false, ...options } = {}) => {
      const context = await browser.newContext({ ...given(baseURL), ...options });
      const page = await context.newPage();
      opened.add(page, faulty);
      return page;
    });
    await opened.end();
  },
  visitAs: async ({ app, db, found, visit }, provide) => {
    await provide((visitor, options) => visitAs(visitor, { app, db, found, visit }, options));
  },
  visitAt: async ({ browser, baseURL, app }, provide) => {
    const opened = openings();
    await provide(async (start, person, { faulty = false, ...options } = {}) => {
      const context = await browser.newContext({ ...given(baseURL), ...options });
      await app.setClock(start);
      // With the browser's own clock: parts of a page that arrive late are shown by timers, and the first page has some.
      const entrance = await context.newPage();
      opened.add(entrance, faulty);
      await signIn(entrance, person);
      await entrance.close();
      const visit = await TwoClocks.standStill(app, context, start);
      opened.add(visit.page, faulty);
      return visit;
    });
    await opened.end();
  },
});

/** Where the browser of all tests is. */
export async function chromium(): Promise<string> {
  return (process.env["CHROMIUM_PATH"] ??= await findBrowser());
}

const given = (baseURL: string | undefined) => (baseURL === undefined ? {} : { baseURL });

/** The pages that a test opened, and whether they were free of faults. */
function openings() {
  const all: { page: Page; faults: readonly string[] }[] = [];
  return {
    add(page: Page, faulty: boolean): void {
      all.push({ page, faults: faulty ? [] : watchFaults(page) });
    },
    async end(): Promise<void> {
      for (const { page } of all) await page.context().close();
      expect(
        all.flatMap(({ faults }) => faults),
        "faults of the pages",
      ).toEqual([]);
    },
  };
}
