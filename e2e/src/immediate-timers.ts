import type { BrowserContext } from "@playwright/test";

type Timers = Pick<Window, "setTimeout" | "clearTimeout">;
type Frames = Pick<Window, "requestAnimationFrame" | "cancelAnimationFrame" | "requestIdleCallback" | "cancelIdleCallback">;

declare global {
  interface Window {
    /** What the browser came with. */
    ownTimers?: { readonly timers: Timers; readonly frames: Frames };
  }
}

/** Timers of Playwright's clock have numbers from here on; a browser's own begin at 1. */
const FIRST_FAKE_ID = 1e12;

/**
 * Lets `installClock` replace the clock in all pages of `context`, but for what a page does "at once": timers of no
 * length, the next frame, the next idle moment. Those happen even while the clock stands still.
 */
export async function immediateTimers(context: BrowserContext, installClock: () => Promise<void>): Promise<void> {
  await context.addInitScript(() => {
    window.ownTimers = {
      timers: { setTimeout: window.setTimeout.bind(window), clearTimeout: window.clearTimeout.bind(window) },
      frames: {
        requestAnimationFrame: window.requestAnimationFrame.bind(window),
        cancelAnimationFrame: window.cancelAnimationFrame.bind(window),
        requestIdleCallback: window.requestIdleCallback.bind(window),
        cancelIdleCallback: window.cancelIdleCallback.bind(window),
      },
    };
  });
  await installClock();
  await context.addInitScript((firstFakeId) => {
    if (window.ownTimers === undefined) return;
    const { timers: own, frames } = window.ownTimers;
    const fake: Timers = { setTimeout: window.setTimeout.bind(window), clearTimeout: window.clearTimeout.bind(window) };
    Object.assign(window, frames, {
      setTimeout: (...given: Parameters<Timers["setTimeout"]>) => ((given[1] ?? 0) > 0 ? fake : own).setTimeout(...given),
      clearTimeout: (id?: number) => ((id ?? 0) >= firstFakeId ? fake : own).clearTimeout(id),
    });
  }, FIRST_FAKE_ID);
}
