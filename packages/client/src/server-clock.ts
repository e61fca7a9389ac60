import type { Moment } from "./attention";

/** The monotonic clock may run this much too fast or too slow against the server's. */
const DRIFT = 100 / 1_000_000;
/** A clock that a person set, or one that stood still while the machine slept, is off by more than this. */
const STEP_MS = 1_000;

/** The server's clock as seen from here, through its answers. */
export interface ServerClock {
  /** Learns from an answer: the server's clock showed `serverMs` (epoch) some time between `sent` and `received`. */
  learn(sent: Moment, received: Moment, serverMs: number): void;
  /** What the server's clock shows when ours shows `mono`, in whole epoch milliseconds; null while that is not known. */
  at(mono: number): number | null;
  /** Forgets everything: the monotonic clock may have stood still. */
  forget(): void;
}

/**
 * Estimates how far the server's clock is ahead of the monotonic one, as NTP does: the middle of the round trip is off by half
 * of it at most, so the answer that travelled fastest knows best, until it is old. An answer that contradicts what is known
 * counts when the next one agrees with it.
 */
export function createServerClock(): ServerClock {
  let known: { offset: number; error: number; at: number } | null = null;
  let contradiction: { offset: number; error: number } | null = null;

  return {
    learn(sent, received, serverMs) {
      // A machine that slept during the round trip tells nothing.
      if (Math.abs(received.wall - sent.wall - (received.mono - sent.mono)) > STEP_MS) return;
      const error = (received.mono - sent.mono) / 2;
      const sample = { offset: serverMs - (sent.mono + received.mono) / 2, error, at: received.mono };
      if (known === null) {
        known = sample;
        return;
      }
      const aged = known.error + (received.mono - known.at) * DRIFT;
      const apart = Math.abs(sample.offset - known.offset);
      if (apart <= aged + error + STEP_MS) {
        contradiction = null;
        if (error <= aged) known = sample;
      } else if (
        contradiction !== null &&
        Math.abs(sample.offset - contradiction.offset) <= error + contradiction.error + STEP_MS
      ) {
        contradiction = null;
        known = sample;
      } else {
        contradiction = sample;
      }
    },
    at: (mono) => (known === null ? null : Math.floor(mono + known.offset)),
    forget() {
      known = null;
      contradiction = null;
    },
  };
}
