import type { Moment } from "../src/attention";
import type { Clock } from "../src/environment";

/** Two clocks and timers that a test moves by hand. */
export interface HandClock extends Clock {
  /** Lets time pass: timers fire when due, and what they started goes on as far as it can. */
  pass(ms: number): Promise<void>;
  /** The machine sleeps: the wall goes on, timers do not, the monotonic clock as the machine has it. */
  sleep(ms: number, monotonicStands: boolean): void;
  /** How much time really passed since the start, in milliseconds. */
  real(): number;
  /** A person sets the wall clock. */
  setWall(byMs: number): void;
}

export function createHandClock(wall: number): HandClock {
  let now: Moment = { mono: 1_234.5, wall };
  let timers: { at: number; callback: () => void }[] = [];
  let real = 0;
  function advance(ms: number): void {
    real += ms;
    now = { mono: now.mono + ms, wall: now.wall + ms };
  }

  return {
    moment: () => now,
    real: () => real,
    after(ms, callback) {
      const timer = { at: now.mono + ms, callback };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    async pass(ms) {
      const end = now.mono + ms;
      await settle();
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        advance(Math.max(0, next.at - now.mono));
        next.callback();
        await settle();
      }
      advance(end - now.mono);
    },
    sleep(ms, monotonicStands) {
      real += ms;
      now = { mono: now.mono + (monotonicStands ? 0 : ms), wall: now.wall + ms };
    },
    setWall(byMs) {
      now = { mono: now.mono, wall: now.wall + byMs };
    },
  };
}

/** Lets everything run that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
