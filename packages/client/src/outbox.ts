import type { Interval, Moment } from "./attention";
import { sameTarget, TransportError, type Beat, type BeatTransport, type Target } from "./beats";
import type { Clock } from "./environment";
import { createServerClock } from "./server-clock";

/** The server takes no more beats at once. */
export const MOST_BEATS = 100;
/** The server refuses a beat that starts longer ago. */
const TOO_OLD_MS = 15 * 60_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 120_000;

/** What the outbox tells. */
export interface OutboxEvents {
  /** The server answered a batch. `receivedAt`: its clock then. */
  onAnswer(receivedAt: string): void;
  /** The server does not count this target for whoever is signed in, or knows no such thing. */
  onRefused(target: Target, reason: "not-tracked" | "forbidden"): void;
  /** Nobody is signed in any more. What was waiting is forgotten: the next one to sign in may be somebody else. */
  onSignedOut(): void;
  /** Something changed that `online` or `waitingMs` show. */
  onChange(): void;
}

/** Intervals on their way to the server. */
export interface Outbox {
  add(intervals: readonly Interval[]): void;
  /** Sends what waits, unless the server asked not to be called. `urgent`: the page may be about to go. */
  flush(urgent?: boolean): void;
  /** The network is said to be back: no need to wait any longer. */
  hurry(): void;
  /** The monotonic clock may have stood still: fixes the instants of what waits, then asks for the server's time again. */
  clockBroke(): void;
  /** Forgets everything that waits. */
  clear(): void;
  /** How much attention the server has not answered for, in milliseconds. */
  waitingMs(): number;
  /** Whether the last attempt reached the server. */
  reachable(): boolean;
}

interface Entry {
  readonly interval: Interval;
  /** Its instants on the server's clock, once known. They stay, so that a beat sent twice is the same beat. */
  span: { readonly from: number; readonly to: number } | null;
  sending: boolean;
  /** Whether its instants were already corrected once. */
  corrected: boolean;
}

/**
 * Keeps intervals until the server has answered for them. One batch is on its way at a time; a failed one waits with growing,
 * scattered delays, and no less than the server's `Retry-After`. What is too old for the server is dropped.
 */
export function createOutbox(transport: BeatTransport, clock: Clock, random: () => number, events: OutboxEvents): Outbox {
  const serverClock = createServerClock();
  let entries: Entry[] = [];
  let batchSize = MOST_BEATS;
  let inFlight = 0;
  let asking = false;
  let failures = 0;
  let lastTo = 0;
  /** Not to be called before, as the server asked and as the delays want it; monotonic. */
  let serverRest = Number.NEGATIVE_INFINITY;
  let rest = Number.NEGATIVE_INFINITY;
  let callOffRetry: (() => void) | null = null;

  function fix(entry: Entry): void {
    if (entry.span !== null) return;
    const from = serverClock.at(entry.interval.from);
    const to = serverClock.at(entry.interval.to);
    if (from === null || to === null) return;
    // The estimate may have moved back since the interval before.
    const start = Math.max(from, lastTo);
    entry.span = { from: start, to };
    lastTo = Math.max(lastTo, to);
  }

  function dropUseless(): void {
    const { mono } = clock.moment();
    const now = serverClock.at(mono);
    entries = entries.filter(({ span, interval, sending }) => {
      if (sending) return true;
      if (span === null) return mono - interval.from <= TOO_OLD_MS;
      return span.to > span.from && (now === null || now - span.from <= TOO_OLD_MS);
    });
  }

  function retryLater(retryAfterMs: number | null): void {
    const { mono } = clock.moment();
    const delay = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
    failures += 1;
    rest = mono + delay * (0.5 + random() / 2);
    if (retryAfterMs !== null) {
      serverRest = mono + retryAfterMs;
      rest = Math.max(rest, serverRest + random() * FIRST_RETRY_MS);
    }
    callOffRetry?.();
    callOffRetry = clock.after(rest - mono, () => {
      callOffRetry = null;
      rest = serverRest = Number.NEGATIVE_INFINITY;
      flush();
    });
  }

  function failed(error: unknown): void {
    const status = error instanceof TransportError ? error.status : null;
    if (status === 401) {
      clear();
      events.onSignedOut();
      return;
    }
    retryLater(error instanceof TransportError ? error.retryAfterMs : null);
    events.onChange();
  }

  async function askTime(): Promise<void> {
    asking = true;
    const sent = clock.moment();
    try {
      serverClock.learn(sent, clock.moment(), parseInstant(await transport.serverTime()));
      failures = 0;
      asking = false;
      events.onChange();
      flush();
    } catch (error) {
      asking = false;
      failed(error);
    }
  }

  async function send(batch: readonly Entry[], beats: readonly Beat[]): Promise<void> {
    inFlight += 1;
    for (const entry of batch) entry.sending = true;
    const sent = clock.moment();
    try {
      const answer = await transport.sendBeats(beats);
      answered(batch, answer.verdicts, sent, answer.receivedAt);
    } catch (error) {
      refused(batch, error);
    } finally {
      inFlight -= 1;
    }
    if (inFlight === 0 && entries.length > 0) flush();
  }

  function answered(batch: readonly Entry[], verdicts: readonly string[], sent: Moment, receivedAt: string): void {
    const received = clock.moment();
    const before = serverClock.at(received.mono);
    serverClock.learn(sent, received, parseInstant(receivedAt));
    const moved = before === null || before !== serverClock.at(received.mono);
    const gone = new Set(batch);
    for (const [i, entry] of batch.entries()) {
      entry.sending = false;
      const verdict = verdicts[i];
      if (verdict === "ignored") events.onRefused(entry.interval.target, "not-tracked");
      // Sent with the wrong time: the answer brought the right one.
      if ((verdict === "too_old" || verdict === "in_future") && moved && !entry.corrected) {
        entry.corrected = true;
        entry.span = null;
        lastTo = 0;
        gone.delete(entry);
      }
    }
    entries = entries.filter((entry) => !gone.has(entry));
    failures = 0;
    batchSize = Math.min(batchSize * 2, MOST_BEATS);
    events.onAnswer(receivedAt);
  }

  function refused(batch: readonly Entry[], error: unknown): void {
    for (const entry of batch) entry.sending = false;
    const status = error instanceof TransportError ? error.status : 0;
    const worthRepeating = status < 400 || status >= 500 || [401, 408, 425, 429].includes(status);
    if (worthRepeating) {
      failed(error);
      return;
    }
    // One of the beats is unacceptable: halve the batch until it stands alone, then forget what is like it.
    if (batch.length > 1) {
      batchSize = Math.ceil(batch.length / 2);
      return;
    }
    const [bad] = batch;
    if (bad === undefined) return;
    entries = entries.filter(({ interval, sending }) => sending || !sameTarget(interval.target, bad.interval.target));
    events.onRefused(bad.interval.target, "forbidden");
  }

  function flush(urgent = false): void {
    const { mono } = clock.moment();
    dropUseless();
    if (mono < serverRest || (!urgent && (mono < rest || inFlight > 0))) return;
    if (serverClock.at(mono) === null) {
      // A failed question is repeated only for the sake of beats.
      if (!asking && (entries.length > 0 || failures === 0)) void askTime();
      return;
    }
    for (const entry of entries) fix(entry);
    dropUseless();
    const batch: Entry[] = [];
    const beats: Beat[] = [];
    for (const entry of entries) {
      if (entry.sending || entry.span === null || batch.length >= batchSize) continue;
      const { from, to } = entry.span;
      batch.push(entry);
      const { target, kind } = entry.interval;
      beats.push({ ...target, from: new Date(from).toISOString(), to: new Date(to).toISOString(), kind });
    }
    if (batch.length > 0) void send(batch, beats);
  }

  function clear(): void {
    entries = [];
    callOffRetry?.();
    callOffRetry = null;
  }

  return {
    add(intervals) {
      entries.push(...intervals.map((interval) => ({ interval, span: null, sending: false, corrected: false })));
    },
    flush,
    hurry() {
      rest = Number.NEGATIVE_INFINITY;
      flush();
    },
    clockBroke() {
      for (const entry of entries) fix(entry);
      entries = entries.filter((entry) => entry.span !== null);
      serverClock.forget();
    },
    clear,
    waitingMs: () => entries.reduce((sum, { interval }) => sum + interval.to - interval.from, 0),
    reachable: () => failures === 0,
  };
}

function parseInstant(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new TypeError(`The server's clock shows "${text}"`);
  return ms;
}
