import type { BrowserContext, Page, Request } from "@playwright/test";
import { addMs, type Instant } from "@tutor-times/core/instant";
import { immediateTimers } from "./immediate-timers";
import type { ServedApp } from "./served-app";

/** Time passes in steps no longer than this, so that a beat reaches the server within a step of when it was sent. */
const STEP_MS = 5_000;

/**
 * One time for a page and for the server: it stands still unless `pass` moves it, and then moves in both. So what is
 * stored can be told to the millisecond from what a test did.
 */
export class TwoClocks {
  readonly #app: ServedApp;
  readonly #page: Page;
  readonly #underWay = new Set<Request>();
  #now: Instant;
  #wake: (() => void) | undefined;

  /** Makes the server's clock, and that of all pages which `context` is going to have, stand at `start`; opens one page. */
  static async standStill(
    app: ServedApp,
    context: BrowserContext,
    start: Instant,
  ): Promise<{ readonly page: Page; readonly clocks: TwoClocks }> {
    await app.setClock(start);
    await immediateTimers(context, () => context.clock.install({ time: start }));
    await context.clock.pauseAt(start);
    const page = await context.newPage();
    return { page, clocks: new TwoClocks(app, page, start) };
  }

  private constructor(app: ServedApp, page: Page, start: Instant) {
    this.#app = app;
    this.#page = page;
    this.#now = start;
    const ended = (request: Request) => {
      this.#underWay.delete(request);
      if (this.#underWay.size === 0) this.#wake?.();
    };
    page.on("request", (request) => {
      // A stream of events never ends.
      if (request.resourceType() !== "eventsource") this.#underWay.add(request);
    });
    page.on("requestfinished", ended);
    page.on("requestfailed", ended);
    // A page need not read a refusal to its end.
    page.on("response", (response) => {
      if (!response.ok()) ended(response.request());
    });
  }

  /** The time on both clocks. */
  get now(): Instant {
    return this.#now;
  }

  /** Lets `ms` pass. What the page asks of the server on the way is answered before time goes on. */
  async pass(ms: number): Promise<void> {
    await this.#quiet();
    for (let left = ms; left > 0; left -= STEP_MS) {
      const step = Math.min(left, STEP_MS);
      this.#now = addMs(this.#now, step);
      // The server first: a beat must not end in its future.
      await this.#app.setClock(this.#now);
      await this.#page.clock.runFor(step);
      await this.#quiet();
    }
  }

  async #quiet(): Promise<void> {
    if (this.#underWay.size === 0) return;
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
  }
}
