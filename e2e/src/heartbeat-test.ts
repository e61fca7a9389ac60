import { launch, type Browser } from "puppeteer-core";
import type { Instant } from "@tutor-times/core/instant";
import { browserWithWindows } from "../../scripts/lib/find-browser.mjs";
import { Machine, Time, type MachineOptions } from "./machine";
import { chromium, test as base } from "./test";
import type { Person } from "./world";

export { expect } from "./test";

/** What drivers switch off so that tests run faster; for these tests it is what they are about. */
const NOT_AS_PEOPLE_HAVE_IT = [
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

interface WorkerFixtures {
  /** A browser that hides the tabs that are not in front, and throttles them, as it does for people. */
  realBrowser: Browser;
}

interface TestFixtures {
  /** Makes the clocks stand still at `start`, and gives machines to sit down at. */
  office: (start: Instant) => Promise<{
    readonly time: Time;
    readonly sitDown: (person: Person, options?: MachineOptions) => Promise<Machine>;
  }>;
  /** Gives a machine whose clock is its own, like the server's. */
  sitDownNow: (person: Person) => Promise<Machine>;
}

/** For tests of the heartbeat in a page of another site, with tabs that are really hidden. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  realBrowser: [
    async ({ browserName: _ }, provide) => {
      const browser = await launch({
        executablePath: browserWithWindows(await chromium()),
        ...(process.getuid?.() === 0 ? { args: ["--no-sandbox"] } : {}),
        ignoreDefaultArgs: NOT_AS_PEOPLE_HAVE_IT,
      });
      await provide(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  office: async ({ realBrowser, frontEnd, app }, provide) => {
    const machines: Machine[] = [];
    await provide(async (start) => {
      const time = await Time.standStill(app, start);
      return {
        time,
        async sitDown(person, options) {
          const machine = await Machine.turnOn(realBrowser, frontEnd, app, time, person, options);
          machines.push(machine);
          return machine;
        },
      };
    });
    for (const machine of machines) await machine.turnOff();
  },
  sitDownNow: async ({ realBrowser, frontEnd, app }, provide) => {
    const machines: Machine[] = [];
    await provide(async (person) => {
      const machine = await Machine.turnOn(realBrowser, frontEnd, app, null, person);
      machines.push(machine);
      return machine;
    });
    for (const machine of machines) await machine.turnOff();
  },
});
