import type { Moment } from "./attention";

/** The monotonic clock may run this much too fast or too slow against the server's. */
const DRIFT = 100 / 1_000_000;
/** What the estimate may be off for reasons of its own: whole milliseconds, several servers with several clocks. */
const SLACK_MS = 1_000;

/** The server's clock as seen from here, through its answers. */
export interface ServerClock {
  /** Learns from an answer: the server's clock showed `serverMs` (epoch) some time between `sent` and `received`. */
  learn(sent: Moment, received: Moment, serverMs: number): void;
  /** What the server's clock shows when ours shows `mono`, in whole epoch milliseconds; null while that is not known. */
  at(mono: number): number | null;
  /** Forgets everything: the monotonic clock may have stood still, or the server contradicts what is known. */
  forget(): void;
}

/**
 * Estimates how far the server's clock is ahead of the monotonic one, as NTP does: the middle of the round trip is off by half
 * of it at most, so the answer that travelled fastest knows best, until it is old. An answer that cannot be true together with
 * what is known changes nothing.
 */
export function createServerClock(): ServerClock {
  let known: { readonly offset: number; readonly error: number; readonly at: number } | null = null;

  return {
    learn(sent, received, serverMs) {
      const roundTrip = received.mono - sent.mono;
      // The machine slept meanwhile.
      if (received.wall - sent.wall - roundTrip > SLACK_MS) return;
      const sample = { offset: serverMs - (sent.mono + received.mono) / 2, error: roundTrip / 2, at: received.mono };
      if (known !== null) {
        const error = known.error + (received.mono - known.at) * DRIFT;
        if (sample.error > error || Math.abs(sample.offset - known.offset) > error + sample.error + SLACK_MS) return;
      }
      known = sample;
    },
    at: (mono) => (known === null ? null : Math.floor(mono + known.offset)),
    forget() {
      known = null;
    },
  };
}
