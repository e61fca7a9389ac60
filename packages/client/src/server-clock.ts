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

/** How far the server's clock is ahead of ours, by how much that may be wrong, and when we learnt it. */
interface Sample {
  readonly offset: number;
  readonly error: number;
  readonly at: number;
}

/**
 * Estimates how far the server's clock is ahead of the monotonic one, as NTP does: the middle of the round trip is off by half
 * of it at most, so the answer that travelled fastest knows best, until it is old. An answer that cannot be true together with
 * what is known changes nothing, unless the next one agrees with it: somebody set the server's clock.
 */
export function createServerClock(): ServerClock {
  let known: Sample | null = null;
  /** The latest answer, if it contradicts what is known. */
  let odd: Sample | null = null;
  const agree = (a: Sample, b: Sample) => Math.abs(a.offset - b.offset) <= a.error + b.error + SLACK_MS;

  return {
    learn(sent, received, serverMs) {
      const roundTrip = received.mono - sent.mono;
      // The machine slept meanwhile.
      if (received.wall - sent.wall - roundTrip > SLACK_MS) return;
      const sample: Sample = { offset: serverMs - (sent.mono + received.mono) / 2, error: roundTrip / 2, at: received.mono };
      if (known !== null) {
        const error = known.error + (received.mono - known.at) * DRIFT;
        if (agree(sample, { ...known, error })) {
          odd = null;
          if (sample.error > error) return;
        } else if (odd === null || !agree(sample, odd)) {
          odd = sample;
          return;
        }
      }
      odd = null;
      known = sample;
    },
    at: (mono) => (known === null ? null : Math.floor(mono + known.offset)),
    forget() {
      known = odd = null;
    },
  };
}
