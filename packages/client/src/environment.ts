import type { Moment } from "./attention";

/** Time, as the heartbeat needs it. */
export interface Clock {
  /** Both clocks at once. */
  moment(): Moment;
  /** Calls back once after `ms`; the function returned calls it off. */
  after(ms: number, callback: () => void): () => void;
}

/** The browser's clocks. They are looked up at each call, because tests replace them. */
export const browserClock: Clock = {
  moment: () => ({ mono: performance.now(), wall: Date.now() }),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
