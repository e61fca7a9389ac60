import type { Interval, Moment } from "./attention";
import { isFinal, sameTarget, TransportError, type BeatTransport, type Target, type Verdict } from "./beats";
import type { Clock } from "./environment";
import type { Owner } from "./owner";
import { createServerClock } from "./server-clock";
import type { BeatStore } from "./store";
import { createWaitingList, toBeat, type Entry } from "./waiting-list";

/** The server takes no more beats at once. */
const MOST_BEATS = 100;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;
/** So many refusals in a row are followed up at once: enough to find one bad beat among 100. */
const REFUSALS_AT_ONCE = 8;

/** What the outbox tells. */
export interface OutboxEvents {
  /** Something is about to be sent, or dated anew: calls `clockBroke` first if the monotonic clock stood still meanwhile. */
  onClockNeeded(): void;
  /** The server answered a batch. `receivedAt`: its clock then. */
  onAnswer(receivedAt: string): void;
  /** The server does not count this target for whoever is signed in, or knows no such thing. Null: any target. */
  onRefused(target: Target | null, reason: "not-tracked" | "forbidden"): void;
  /**
   * What waited is forgotten: the next one to sign in may be somebody else. `said`: the server said that nobody is signed in;
   * else somebody signed out, or in, on another page.
   */
  onSignedOut(said: boolean): void;
  /** What `reachable` says may have changed. */
  onChange(): void;
}

/** Intervals on their way to the server. */
export interface Outbox {
  /** Takes them in, unless somebody signed out meanwhile. */
  add(intervals: readonly Interval[]): void;
  /**
   * Sends what waits, unless it is too early for that. `urgent`: the page may be about to go, which is worth an attempt against
   * the delays once a minute, but never against the server's wish.
   */
  flush(urgent?: boolean): void;
  /** The network is said to be back, and so it is for others: waits for a scattered moment only, but for the server's wish. */
  hurry(): void;
  /** The monotonic clock may have stood still: the server's time has to be asked for again. */
  clockBroke(): void;
  /** Forgets everything that waits here. */
  forget(): void;
  /** How much attention the server has not answered for, in milliseconds. */
  waitingMs(): number;
  /** Whether the last attempt reached the server. */
  reachable(): boolean;
}

/**
 * Keeps intervals until the server has answered for them. One batch is on its way at a time; a failed one waits with growing,
 * scattered delays, and no less than the server's `Retry-After`.
 */
export function createOutbox(
  transport: BeatTransport,
  clock: Clock,
  random: () => number,
  store: BeatStore,
  owner: Owner,
  events: OutboxEvents,
): Outbox {
  const serverClock = createServerClock();
  const waiting = createWaitingList(clock, serverClock, store);
  let batchSize = MOST_BEATS;
  let onTheWay = 0;
  let failures = 0;
  let refusals = 0;
  /** Monotonic instants before which nothing is sent: as the delays want it, and as the server asked. */
  let restUntil = Number.NEGATIVE_INFINITY;
  let serverRestUntil = Number.NEGATIVE_INFINITY;
  /** When an urgent attempt last disregarded the delays. */
  let pressedAt = Number.NEGATIVE_INFINITY;
  /** The server does not even tell its time. */
  let barred = false;
  let callOffRetry: (() => void) | null = null;

  function flush(urgent = false): void {
    events.onClockNeeded();
    if (!isOurs()) return;
    const { mono } = clock.moment();
    waiting.tidy();
    if (mono < serverRestUntil || (!urgent && (mono < restUntil || onTheWay > 0))) return;
    if (mono < restUntil) {
      if (mono - pressedAt < LONGEST_RETRY_MS) return;
      pressedAt = mono;
    }
    if (serverClock.at(mono) === null) {
      // A failed question is repeated only for the sake of beats.
      if (onTheWay === 0 && ((failures === 0 && !barred) || !waiting.isEmpty())) void call(askTime);
      return;
    }
    const batch = waiting.ready(batchSize);
    if (batch.length > 0) void call(() => send(batch));
  }

  async function call(request: () => Promise<void>): Promise<void> {
    onTheWay += 1;
    let again = true;
    try {
      await request();
    } catch (error) {
      again = failed(error);
    }
    onTheWay -= 1;
    events.onChange();
    if (again && !waiting.isEmpty()) flush();
  }

  async function askTime(): Promise<void> {
    const sent = clock.moment();
    learn(sent, await transport.serverTime());
    failures = 0;
    barred = false;
  }

  async function send(batch: readonly Entry[]): Promise<void> {
    const sent = clock.moment();
    for (const entry of batch) entry.sending = true;
    try {
      const answer = await transport.sendBeats(batch.flatMap((entry) => toBeat(entry) ?? []));
      settle(batch, answer.verdicts, sent, answer.receivedAt);
    } catch (error) {
      if (!isFinal(error)) throw error;
      isolate(batch);
      refusals += 1;
      if (refusals > REFUSALS_AT_ONCE) retryLater(null);
    } finally {
      for (const entry of batch) entry.sending = false;
    }
  }

  function settle(batch: readonly Entry[], verdicts: readonly Verdict[], sent: Moment, receivedAt: string): void {
    // An answer may come in before anything else after a sleep.
    events.onClockNeeded();
    if (!isOurs()) return;
    if (verdicts.length !== batch.length) throw new TypeError(`${verdicts.length} verdicts on ${batch.length} beats`);
    const mistimed = batch.filter((_, i) => verdicts[i] === "too_old" || verdicts[i] === "in_future");
    if (mistimed.length > 0) serverClock.forget();
    learn(sent, receivedAt);
    // Perhaps our idea of the server's time was wrong; now it is right.
    const kept = new Set(mistimed.filter((entry) => waiting.correct(entry)));
    const gone = new Set(batch.filter((entry) => !kept.has(entry)));
    waiting.remove((entry) => gone.has(entry));
    for (const [i, { target }] of batch.entries()) if (verdicts[i] === "ignored") events.onRefused(target, "not-tracked");
    failures = refusals = 0;
    batchSize = Math.min(batchSize * 2, MOST_BEATS);
    events.onAnswer(receivedAt);
  }

  /** One of the beats is unacceptable: halves batches until it stands alone, then forgets what has the same target. */
  function isolate(batch: readonly Entry[]): void {
    batchSize = Math.ceil(batch.length / 2);
    const [bad, ...others] = batch;
    if (bad === undefined || others.length > 0) return;
    waiting.remove((entry) => entry === bad || (!entry.sending && sameTarget(entry.target, bad.target)));
    events.onRefused(bad.target, "forbidden");
  }

  function learn(sent: Moment, shown: string): void {
    const serverMs = Date.parse(shown);
    if (Number.isNaN(serverMs)) throw new TypeError(`The server's clock shows "${shown}"`);
    serverClock.learn(sent, clock.moment(), serverMs);
  }

  /** Returns whether there is anything more to do now. */
  function failed(error: unknown): boolean {
    if (error instanceof TransportError && error.status === 401) {
      if (!isOurs()) return false;
      store.clear();
      forget();
      events.onSignedOut(true);
    } else if (isFinal(error)) {
      barred = true;
      forget();
      events.onRefused(null, "forbidden");
    } else {
      retryLater(error instanceof TransportError ? error.retryAfterMs : null);
    }
    return false;
  }

  function retryLater(retryAfterMs: number | null): void {
    const { mono } = clock.moment();
    const delay = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
    failures += 1;
    if (retryAfterMs !== null) serverRestUntil = Math.max(serverRestUntil, mono + retryAfterMs);
    rest(delay * (0.5 + random() / 2));
  }

  /** Sends what waits after `ms`, or when the server wants it, if that is later. */
  function rest(ms: number): void {
    const { mono } = clock.moment();
    // Timers go off a little too early at times.
    restUntil = Math.max(mono + ms, serverRestUntil + 10 + random() * FIRST_RETRY_MS);
    callOffRetry?.();
    callOffRetry = clock.after(restUntil - mono, () => {
      restUntil = Number.NEGATIVE_INFINITY;
      flush();
    });
  }

  function forget(): void {
    waiting.remove(() => true);
    callOffRetry?.();
  }

  /** Whether what waits may still be sent; if not, it is forgotten. */
  function isOurs(): boolean {
    if (owner.isSame()) return true;
    forget();
    events.onSignedOut(false);
    return false;
  }

  return {
    add(intervals) {
      if (isOurs()) waiting.add(intervals);
    },
    flush,
    hurry() {
      const left = restUntil - clock.moment().mono;
      const soon = random() * FIRST_RETRY_MS;
      rest(left > 0 ? Math.min(left, soon) : soon);
    },
    clockBroke() {
      waiting.endOfClock();
      serverClock.forget();
    },
    forget,
    waitingMs: () => waiting.totalMs(),
    reachable: () => failures === 0,
  };
}
