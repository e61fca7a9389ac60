import type { Interval } from "./attention";
import type { Beat, AttentionKind, Target } from "./beats";
import type { Clock } from "./environment";
import type { ServerClock } from "./server-clock";
import type { BeatStore } from "./store";

/** The server refuses a beat that starts longer ago. */
const TOO_OLD_MS = 15 * 60_000;
/** If the server's clock is as far ahead of the browser's as before, but for this, nobody set the browser's in between. */
const SAME_CLOCK_MS = 2_000;
/** By no more than this does the estimate of the server's clock get better. */
const JOIN_MS = 1_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** An interval until the server has answered for it. */
export interface Entry {
  readonly target: Target;
  readonly kind: AttentionKind;
  /** Its instants on the monotonic clock; null if an earlier page left it behind, or that clock stood still since. */
  mono: Span | null;
  /** Its instants on the browser's clock, and how far the server's was ahead of that when last seen. */
  readonly wall: (Span & { readonly ahead: number }) | null;
  /** Its instants on the server's clock, once known. They stay, so that a beat sent twice is the same beat. */
  span: Span | null;
  sending: boolean;
  /** Whether its instants were corrected once already. */
  corrected: boolean;
}

export interface WaitingList {
  add(intervals: readonly Interval[]): void;
  /** Fixes the instants of what has none, where the server's time is known; drops what the server would not take any more. */
  tidy(): void;
  /** Up to `most` entries that are ready and not on their way. */
  ready(most: number): Entry[];
  /** Forgets what `gone` says. */
  remove(gone: (entry: Entry) => boolean): void;
  /** Its instants were wrong: they are worked out anew, once. Returns false the second time. */
  correct(entry: Entry): boolean;
  /** The monotonic clock may have stood still: what has instants keeps them, what has none is dated by the browser's clock or never. */
  endOfClock(): void;
  isEmpty(): boolean;
  /** The attention in it, in milliseconds. */
  totalMs(): number;
}

/** What waits for the server's answer, kept in `store` as well, beginning with what earlier pages left behind there. */
export function createWaitingList(clock: Clock, serverClock: ServerClock, store: BeatStore): WaitingList {
  let entries: Entry[] = store.adopt().map(({ target, kind, from, to, ahead }) => ({
    target,
    kind,
    mono: null,
    wall: ahead === undefined ? null : { from, to, ahead },
    span: ahead === undefined ? { from, to } : null,
    sending: false,
    corrected: true,
  }));
  /** Where the latest interval ended, on both clocks. */
  let end: { readonly mono: number; readonly at: number } | null = null;

  /** How far the browser's clock is ahead of the monotonic one: until the latter stands still. */
  let wallAhead = readWallAhead();
  /** How far the server's clock is ahead of the browser's; null before anybody knew. */
  let ahead = store.ahead();

  function readWallAhead(): number {
    const { mono, wall } = clock.moment();
    return wall - mono;
  }

  function save(): void {
    store.save(
      entries.flatMap(({ target, kind, span, wall }) => {
        const kept = span ?? wall;
        return kept === null ? [] : [{ target, kind, ...kept }];
      }),
    );
  }

  function learnAhead(): void {
    const { mono } = clock.moment();
    const server = serverClock.at(mono);
    if (server === null) return;
    const now = Math.round(server - mono - wallAhead);
    if (ahead === null || Math.abs(now - ahead) > 100) store.saveAhead(now);
    ahead = now;
  }

  function fix(entry: Entry): void {
    if (entry.span !== null) return;
    if (entry.mono === null) {
      fixByWall(entry);
      return;
    }
    const from = serverClock.at(entry.mono.from);
    const to = serverClock.at(entry.mono.to);
    if (from === null || to === null) return;
    // What joins here joins there, and what does not overlap, although the estimate of the server's clock moves between two.
    const joins = end !== null && entry.mono.from === end.mono && from - end.at <= JOIN_MS;
    entry.span = { from: end === null ? from : joins ? end.at : Math.max(from, end.at), to };
    end = { mono: entry.mono.to, at: Math.max(end?.at ?? to, to) };
  }

  /** By the browser's clock, if that turns out to have shown the same error all the time. */
  function fixByWall(entry: Entry): void {
    const { wall } = entry;
    if (wall === null || ahead === null || serverClock.at(0) === null || Math.abs(ahead - wall.ahead) > SAME_CLOCK_MS) return;
    entry.span = { from: wall.from + ahead, to: wall.to + ahead };
  }

  function isWorthKeeping({ span, mono, wall, sending }: Entry): boolean {
    if (sending) return true;
    const now = clock.moment().mono;
    const serverNow = serverClock.at(now);
    if (span === null && mono === null) return wall !== null && serverNow === null && now + wallAhead - wall.from <= TOO_OLD_MS;
    if (span === null) return mono !== null && now - mono.from <= TOO_OLD_MS;
    return span.from < span.to && (serverNow === null || serverNow - span.from <= TOO_OLD_MS);
  }

  function tidy(): void {
    learnAhead();
    for (const entry of entries) fix(entry);
    entries = entries.filter(isWorthKeeping);
    save();
  }

  return {
    add(intervals) {
      for (const { target, kind, from, to } of intervals) {
        const wall = ahead === null ? null : { from: Math.round(from + wallAhead), to: Math.round(to + wallAhead), ahead };
        entries.push({ target, kind, mono: { from, to }, wall, span: null, sending: false, corrected: false });
      }
      tidy();
    },
    tidy,
    ready: (most) => entries.filter(({ sending, span }) => !sending && span !== null).slice(0, most),
    remove(gone) {
      entries = entries.filter((entry) => !gone(entry));
      save();
    },
    correct(entry) {
      if (entry.corrected) return false;
      entry.corrected = true;
      entry.span = null;
      end = null;
      return true;
    },
    endOfClock() {
      tidy();
      for (const entry of entries) {
        entry.mono = null;
        entry.corrected = true;
      }
      entries = entries.filter(({ span, wall }) => span !== null || wall !== null);
      wallAhead = readWallAhead();
    },
    isEmpty: () => entries.length === 0,
    totalMs: () => entries.reduce((sum, { span, mono, wall }) => sum + lengthOf(span ?? mono ?? wall), 0),
  };
}

/** The entry as the server takes it; null if its instants are not known. */
export function toBeat({ target, kind, span }: Entry): Beat | null {
  if (span === null) return null;
  return { ...target, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString(), kind };
}

function lengthOf(span: Span | null): number {
  return span === null ? 0 : span.to - span.from;
}
