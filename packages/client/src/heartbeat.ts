import { createAttention, TICK_MS, type PageEvent } from "./attention";
import { idsOf, sameTarget, type BeatTransport, type Target } from "./beats";
import { browserEnvironment, type Environment } from "./environment";
import { sameState, type HeartbeatState, type HeartbeatStatus } from "./heartbeat-state";
import { createOutbox } from "./outbox";
import { createOwner } from "./owner";
import { watchPage, type SignOfLife } from "./page";
import { createBeatStore, noStore } from "./store";

export { TransportError } from "./beats";
export type { AttentionKind, Beat, BeatsAnswer, BeatTransport, Target, Verdict } from "./beats";
export type { Clock, Environment } from "./environment";
export type { HeartbeatState, HeartbeatStatus, PauseReason } from "./heartbeat-state";
export type { SignOfLife } from "./page";

export interface HeartbeatOptions {
  /** Carries the beats: what `createTutorTimesClient` returns, or a transport of one's own. */
  readonly client: BeatTransport;
  /** What is in view from the start; null or left out counts nothing. */
  readonly target?: Target | null;
  /**
   * Names who is signed in, such as by a user id. With it, beats that the server has not answered for outlive the page in this
   * browser, and go out when the same account comes back in time. Ids and times only.
   */
  readonly account?: string;
  /** Without a sign of life for longer, nobody is there: 10 seconds to 5 minutes, 2 minutes unless given. */
  readonly idleAfterMs?: number;
  /** How often attention is sent: 5 seconds to 4 minutes, a minute unless given. */
  readonly beatEveryMs?: number;
  /** Replaces parts of the browser, in tests. */
  readonly environment?: Partial<Environment>;
}

export interface Heartbeat {
  /** Says what is in view from now on; null counts nothing. */
  readonly setTarget: (target: Target | null) => void;
  /** Tells of a sign of life that only the page could see, such as one in a frame. */
  readonly noteLife: (sign: SignOfLife) => void;
  /** Counts nothing until `resume`. */
  readonly pause: () => void;
  /** Counts again after `pause`, after a refusal, and after somebody has signed in. */
  readonly resume: () => void;
  /** Ends it. What was counted is still sent, unless `discard`: at sign-out nothing may wait for the next person. */
  readonly stop: (options?: { readonly discard?: boolean }) => void;
  /** The state; the same object until something in it changes. */
  readonly getState: () => HeartbeatState;
  /** Calls back after each change of the state; the function returned ends that. */
  readonly subscribe: (listener: (state: HeartbeatState) => void) => () => void;
}

/** A page claims to be the one that counts no more often. */
const CLAIM_EVERY_MS = 1_000;
/** And for media that play no more often, lest they take over at once from whoever is at work in another window. */
const MEDIA_CLAIM_EVERY_MS = 10_000;

/** How many heartbeats this page has started. */
let serial = 0;
const running = new WeakMap<Document, Heartbeat>();

/** One that counts, or has stopped and still sends. */
interface Sender {
  readonly account: string | undefined;
  /** Nobody is signed in: nothing of it may be sent any more. */
  readonly forget: () => void;
}
const senders = new Set<Sender>();

/**
 * Counts the attention that the person before this page gives to what is in view, and sends it. A page has one heartbeat:
 * starting another ends the first. Throws RangeError if an option is out of range.
 */
export function startHeartbeat(options: HeartbeatOptions): Heartbeat {
  const idleAfterMs = within("idleAfterMs", options.idleAfterMs ?? 120_000, 10_000, 300_000);
  const beatEveryMs = within("beatEveryMs", options.beatEveryMs ?? 60_000, 5_000, 240_000);
  const { clock, document, random, trusts, storage, page, joinElection, reportError } = {
    ...browserEnvironment(),
    ...options.environment,
  };
  const { account } = options;
  const owner = createOwner(storage, account);
  owner.take();
  for (const other of senders) if (other.account !== account) other.forget();
  running.get(document)?.stop();

  const attention = createAttention(idleAfterMs);
  const listeners = new Set<(state: HeartbeatState) => void>();
  let target = idsOf(options.target ?? null);
  let asked = false;
  let refused: "not-tracked" | "forbidden" | null = null;
  let signedOut = false;
  let stopped = false;
  let online = document.defaultView?.navigator.onLine !== false;
  let presence = { visible: false, near: false, elected: false };
  /** Claimed, but not answered yet. */
  let claiming = false;
  let lastClaim = Number.NEGATIVE_INFINITY;
  /** Counted for the target and handed to the outbox. */
  let handedMs = 0;
  let confirmedAt: string | null = null;
  let nextBeat = clock.moment().mono + beatEveryMs;
  let callOffTick: (() => void) | null = null;

  const store = storage === null || account === undefined ? noStore : createBeatStore(storage, account, page, (serial += 1));
  const outbox = createOutbox(options.client, clock, random, store, owner, {
    onClockNeeded: () => on({ type: "tick" }),
    onAnswer(receivedAt) {
      confirmedAt = receivedAt;
      online = true;
    },
    onRefused(of, reason) {
      if (of === null || sameTarget(of, target)) refused = reason;
      applyPause();
    },
    onSignedOut(said) {
      if (said && senders.has(sender)) for (const each of senders) each.forget();
      else sender.forget();
    },
    onChange() {
      publish();
      if (stopped && outbox.waitingMs() === 0) senders.delete(sender);
    },
  });
  const sender: Sender = {
    account,
    forget() {
      signedOut = true;
      attention.take();
      outbox.forget();
      applyPause();
      if (stopped) senders.delete(sender);
    },
  };
  senders.add(sender);
  const election = joinElection((elected) => {
    claiming = false;
    presence = { ...presence, elected };
    on({ type: "presence", ...presence });
  });

  function on(event: PageEvent): void {
    if (attention.on(clock.moment(), event)) {
      // Still with the instants of before.
      collect();
      outbox.clockBroke();
    }
    if (status() !== state.status) publish();
  }

  function status(): HeartbeatStatus {
    if (signedOut) return "signed-out";
    const phase = attention.phase(clock.moment().mono);
    // Claims are won, within milliseconds.
    if (phase === "elsewhere" && claiming) return "counting";
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
      countedMs: handedMs + certainMs,
      waitingMs: outbox.waitingMs() + certainMs,
      confirmedAt,
    };
  }

  function publish(): void {
    const next = look();
    if (sameState(state, next)) return;
    state = next;
    for (const listener of listeners) {
      try {
        listener(state);
      } catch (error) {
        reportError(error);
      }
    }
  }

  function applyPause(): void {
    on({ type: "pause", paused: asked || refused !== null || signedOut || stopped });
  }

  function claim(everyMs: number): void {
    const { mono } = clock.moment();
    if (presence.elected || !presence.near || mono - lastClaim < everyMs) return;
    lastClaim = mono;
    claiming = true;
    election.claim();
  }

  /** Hands over what is certain. */
  function collect(): void {
    handedMs += attention.certainMs(target);
    outbox.add(attention.take());
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
    if (presence.visible && !stopped && callOffTick === null) callOffTick = clock.after(TICK_MS, tick);
  }

  function noteLife(sign: SignOfLife): void {
    if (stopped) return;
    claim(sign === "media" ? MEDIA_CLAIM_EVERY_MS : CLAIM_EVERY_MS);
    on({ type: "input", typing: sign === "typing" });
  }

  /** Hears at once of a sign-out elsewhere. */
  function lookForOwner(): void {
    if (!signedOut) outbox.add([]);
  }

  let state = look();
  on({ type: "target", target });
  const unwatch = watchPage(document, trusts, {
    onLife: noteLife,
    onPresence(visible, near) {
      presence = { ...presence, visible, near };
      if (near) {
        lastClaim = Number.NEGATIVE_INFINITY;
        claim(CLAIM_EVERY_MS);
      } else {
        claiming = false;
        election.release();
      }
      on({ type: "presence", ...presence });
      lookForOwner();
      schedule();
    },
    onStorage: lookForOwner,
    onLeaving: () => beat(true),
    onNetwork(isOnline) {
      online = isOnline;
      publish();
      if (online && !signedOut) outbox.hurry();
    },
  });
  outbox.flush();

  const heartbeat: Heartbeat = {
    setTarget(inView) {
      const next = idsOf(inView);
      on({ type: "target", target: next });
      if (!sameTarget(next, target)) {
        collect();
        handedMs = 0;
        refused = null;
      }
      target = next;
      applyPause();
      publish();
    },
    noteLife,
    pause() {
      asked = true;
      applyPause();
      beat(false);
    },
    resume() {
      if (stopped) return;
      owner.take();
      asked = signedOut = false;
      refused = null;
      applyPause();
      outbox.flush();
      publish();
    },
    stop({ discard = false } = {}) {
      if (!stopped) {
        stopped = true;
        unwatch();
        callOffTick?.();
        applyPause();
        election.release();
        if (!discard) beat(true);
        listeners.clear();
        running.delete(document);
        if (outbox.waitingMs() === 0) senders.delete(sender);
      }
      if (!discard) return;
      // Whatever an earlier heartbeat of this page still sends, or another page, is of whoever signs out, too.
      owner.end();
      store.clear();
      for (const each of senders) each.forget();
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  running.set(document, heartbeat);
  return heartbeat;
}

function within(name: string, ms: number, least: number, most: number): number {
  if (ms >= least && ms <= most) return ms;
  throw new RangeError(`${name} is ${ms}: give ${least} to ${most} milliseconds`);
}
