import { createAttention, TICK_MS, type Phase } from "./attention";
import { sameTarget, type BeatTransport, type Target } from "./beats";
import { browserClock, type Clock } from "./environment";
import { createOutbox } from "./outbox";
import { watchPage } from "./page";

export { TransportError } from "./beats";
export type { AttentionKind, Beat, BeatsAnswer, BeatTransport, Target, Verdict } from "./beats";
export type { Clock } from "./environment";

/**
 * What the heartbeat does now: `counting` attention; `idle`, nobody has moved for a while; `hidden`, another tab is in front;
 * `elsewhere`, another window or tab is used; `offline`, counting, but the server is out of reach; `paused`; `signed-out`.
 */
export type HeartbeatStatus = Phase | "offline" | "signed-out";

/**
 * Why it is paused: the page `asked`; there is `no-target`; the server does not count this target for this person
 * (`not-tracked`), or knows no such thing, or not for them (`forbidden`). After the last two only `setTarget` and `resume` help.
 */
export type PauseReason = "asked" | "no-target" | "not-tracked" | "forbidden";

/** What the page can show. A new object whenever something in it changes. */
export interface HeartbeatState {
  readonly status: HeartbeatStatus;
  /** Only while paused. */
  readonly reason: PauseReason | null;
  readonly target: Target | null;
  /** Attention counted for this target since it was set, in milliseconds, up to the last sign of life. */
  readonly countedMs: number;
  /** Attention the server has not answered for yet, in milliseconds. */
  readonly waitingMs: number;
  /** When the server last took beats, by its clock, as an instant; null before. */
  readonly confirmedAt: string | null;
}

export interface HeartbeatOptions {
  /** Carries the beats: what `createTutorTimesClient` returns, or a transport of one's own. */
  readonly client: BeatTransport;
  /** What is in view from the start; null or left out counts nothing. */
  readonly target?: Target | null;
  /** Without a sign of life for longer, nobody is there: 10 seconds to 5 minutes, 2 minutes unless given. */
  readonly idleAfterMs?: number;
  /** How often attention is sent: 5 seconds to 4 minutes, a minute unless given. */
  readonly beatEveryMs?: number;
  /** Replaces the browser, in tests. */
  readonly environment?: Partial<Environment>;
}

/** What the heartbeat needs of the browser. */
export interface Environment {
  readonly clock: Clock;
  readonly document: Document;
  /** 0 to 1, scatters retries. */
  random(): number;
  /** Whether an event was made by a person and not by a script. */
  trusts(event: Event): boolean;
}

export interface Heartbeat {
  /** Says what is in view from now on; null counts nothing. */
  setTarget(target: Target | null): void;
  /** Counts nothing until `resume`. */
  pause(): void;
  /** Counts again after `pause`, after a refusal, and after somebody has signed in. */
  resume(): void;
  /** Ends it. What was counted is still sent, unless `discard`: at sign-out nothing may wait for the next person. */
  stop(options?: { readonly discard?: boolean }): void;
  getState(): HeartbeatState;
  /** Calls back after each change of the state; the function returned ends that. */
  subscribe(listener: (state: HeartbeatState) => void): () => void;
}

/**
 * Counts the attention that the person before this page gives to what is in view, and sends it. Touches nothing but listeners
 * and timers, and stores ids and times only. Throws RangeError if an option is out of range.
 */
export function startHeartbeat(options: HeartbeatOptions): Heartbeat {
  const idleAfterMs = within("idleAfterMs", options.idleAfterMs ?? 120_000, 10_000, 300_000);
  const beatEveryMs = within("beatEveryMs", options.beatEveryMs ?? 60_000, 5_000, 240_000);
  const {
    clock = browserClock,
    document = globalThis.document,
    random = Math.random,
    trusts = isTrusted,
  } = options.environment ?? {};

  const attention = createAttention({ idleAfterMs });
  const listeners = new Set<(state: HeartbeatState) => void>();
  let target: Target | null = null;
  let asked = false;
  let refused: PauseReason | null = null;
  let signedOut = false;
  let stopped = false;
  let online = document.defaultView?.navigator.onLine !== false;
  let visible = false;
  let countedMs = 0;
  let confirmedAt: string | null = null;
  let nextBeat = clock.moment().mono + beatEveryMs;
  let callOffTick: (() => void) | null = null;

  const outbox = createOutbox(options.client, clock, random, {
    onAnswer(receivedAt) {
      confirmedAt = receivedAt;
      publish();
    },
    onRefused(of, reason) {
      if (!sameTarget(of, target)) return;
      refused = reason;
      applyPause();
      publish();
    },
    onSignedOut() {
      signedOut = true;
      applyPause();
      publish();
    },
    onChange: () => publish(),
  });

  function status(): HeartbeatStatus {
    if (signedOut) return "signed-out";
    const phase = attention.phase(clock.moment().mono);
    return phase === "counting" && !(online && outbox.reachable()) ? "offline" : phase;
  }

  function look(): HeartbeatState {
    const now = status();
    const reason = now !== "paused" ? null : asked ? "asked" : (refused ?? "no-target");
    const certainMs = attention.certainMs(target);
    return {
      status: now,
      reason,
      target,
      countedMs: countedMs + certainMs,
      waitingMs: outbox.waitingMs() + certainMs,
      confirmedAt,
    };
  }

  let state: HeartbeatState = { status: "paused", reason: "no-target", target, countedMs, waitingMs: 0, confirmedAt };

  function publish(): void {
    const next = look();
    if (sameState(state, next)) return;
    state = next;
    for (const listener of listeners) listener(state);
  }

  function on(event: Parameters<typeof attention.on>[1]): void {
    if (attention.on(clock.moment(), event)) outbox.clockBroke();
    const before = state.status;
    if (status() !== before) publish();
  }

  function applyPause(): void {
    on({ type: "pause", paused: asked || refused !== null || signedOut || stopped });
  }

  /** Hands over what is certain. */
  function collect(): void {
    const intervals = attention.take();
    for (const interval of intervals) if (sameTarget(interval.target, target)) countedMs += interval.to - interval.from;
    outbox.add(intervals);
  }

  function beat(urgent: boolean): void {
    collect();
    if (!signedOut) outbox.flush(urgent);
    nextBeat = clock.moment().mono + beatEveryMs;
    publish();
  }

  function tick(): void {
    callOffTick = null;
    on({ type: "tick" });
    if (clock.moment().mono >= nextBeat) beat(false);
    publish();
    schedule();
  }

  function schedule(): void {
    if (visible && !stopped && callOffTick === null) callOffTick = clock.after(TICK_MS, tick);
  }

  const unwatch = watchPage(document, trusts, {
    input: (typing) => on({ type: "input", typing }),
    presence(isVisible, near) {
      visible = isVisible;
      on({ type: "presence", visible, near, elected: true });
      schedule();
    },
    leaving: () => beat(true),
    network(isOnline) {
      online = isOnline;
      publish();
      if (online && !signedOut) outbox.hurry();
    },
  });

  function setTarget(next: Target | null): void {
    on({ type: "target", target: next });
    if (!sameTarget(next, target)) {
      collect();
      countedMs = 0;
    }
    target = next;
    refused = null;
    applyPause();
    publish();
  }

  setTarget(options.target ?? null);
  outbox.flush();

  return {
    setTarget,
    pause() {
      asked = true;
      applyPause();
      beat(false);
    },
    resume() {
      asked = false;
      refused = null;
      signedOut = false;
      applyPause();
      outbox.flush();
      publish();
    },
    stop({ discard = false } = {}) {
      if (stopped) return;
      stopped = true;
      unwatch();
      callOffTick?.();
      applyPause();
      if (discard) outbox.clear();
      else beat(true);
      listeners.clear();
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function within(name: string, ms: number, least: number, most: number): number {
  if (ms >= least && ms <= most) return ms;
  throw new RangeError(`${name} is ${ms}: give ${least} to ${most} milliseconds`);
}

function isTrusted(event: Event): boolean {
  return event.isTrusted;
}

function sameState(a: HeartbeatState, b: HeartbeatState): boolean {
  return (
    a.status === b.status &&
    a.reason === b.reason &&
    sameTarget(a.target, b.target) &&
    a.countedMs === b.countedMs &&
    a.waitingMs === b.waitingMs &&
    a.confirmedAt === b.confirmedAt
  );
}
