import { sameTarget, type AttentionKind, type Target } from "./beats";

/** A moment on two clocks, in milliseconds: one that only runs (`performance.now`), one that people set (`Date.now`). */
export interface Moment {
  readonly mono: number;
  readonly wall: number;
}

/** Attention `[from, to]` in monotonic milliseconds; `from < to`. */
export interface Interval {
  readonly from: number;
  readonly to: number;
  readonly kind: AttentionKind;
  readonly target: Target;
}

/** What can happen to a page. */
export type PageEvent =
  /** The person did something here: moved, scrolled, pressed, wrote, or media played. */
  | { readonly type: "input"; readonly typing: boolean }
  /** The page was shown or hidden, entered or left, or gave up counting to another tab (`elected: false`). */
  | { readonly type: "presence"; readonly visible: boolean; readonly near: boolean; readonly elected: boolean }
  /** Something else is in view. */
  | { readonly type: "target"; readonly target: Target | null }
  | { readonly type: "pause"; readonly paused: boolean }
  /** Nothing happened; time went by. Due every `TICK_MS` while the page is visible. */
  | { readonly type: "tick" };

export type Phase = "counting" | "idle" | "hidden" | "elsewhere" | "paused";

/** How often a visible page ticks. */
export const TICK_MS = 5_000;
/** Between two events of a page that ticks lies more than this only if the machine slept or the page was frozen. */
const SLEEP_MS = 4 * TICK_MS;
/** If the wall clock ran ahead of the other by more than this, the machine slept or somebody set it. Backwards means nothing. */
const CLOCK_STEP_MS = 2_000;
/** Typing lasts this long beyond the last key. */
export const TYPING_HOLD_MS = 5_000;
/** No interval is longer. The server takes up to 5:00. */
export const LONGEST_INTERVAL_MS = 240_000;

/** What `createAttention` gives. Moments passed in never run backwards on the monotonic clock. */
export interface Attention {
  /** Takes an event in. Returns true if the monotonic clock may have stood still since the event before. */
  on(at: Moment, event: PageEvent): boolean;
  /** The attention that is certain and was not taken yet, in order; it is forgotten here. */
  take(): Interval[];
  /** How much of what `take` would give was spent on `target`, in milliseconds. */
  certainMs(target: Target | null): number;
  /** What the page is doing at `mono`. */
  phase(mono: number): Phase;
}

/**
 * Turns what happens to a page into intervals of attention.
 *
 * Time counts between two signs of life that are at most `idleAfterMs` apart, while the page is in view all the time between
 * them: what follows the last sign of life is not counted. Arriving (the page shown, entered, resumed) is a sign of life that
 * time counts from. After a sleep only an input is one.
 */
export function createAttention(idleAfterMs: number): Attention {
  let presence = { visible: false, near: false, elected: true };
  let paused = false;
  let target: Target | null = null;
  let seen: Moment | null = null;
  /** The latest sign of life, unless attention broke off since. */
  let alive: number | null = null;
  let typingUntil = Number.NEGATIVE_INFINITY;
  /** What was in view since `alive`, each from an instant on. */
  let views: { from: number; target: Target | null }[] = [];
  let certain: Interval[] = [];

  const present = () => presence.visible && presence.near && presence.elected && !paused;

  function breakOff(): void {
    alive = null;
    typingUntil = Number.NEGATIVE_INFINITY;
    views = [];
  }

  function add(from: number, to: number, kind: AttentionKind, of: Target): void {
    if (from >= to) return;
    const last = certain.at(-1);
    if (last?.to === from && last.kind === kind && sameTarget(last.target, of)) certain[certain.length - 1] = { ...last, to };
    else certain.push({ from, to, kind, target: of });
  }

  function live(at: number, typing: boolean): void {
    if (alive !== null && at - alive <= idleAfterMs) {
      for (const [i, view] of views.entries()) {
        if (view.target === null) continue;
        const to = views[i + 1]?.from ?? at;
        const turn = Math.min(Math.max(typingUntil, view.from), to);
        add(view.from, turn, "typing", view.target);
        add(turn, to, "reading", view.target);
      }
    }
    alive = at;
    views = [{ from: at, target }];
    if (typing) typingUntil = at + TYPING_HOLD_MS;
  }

  /** Applies a change after which the page may have come into view, or gone out of it. */
  function change(at: number, apply: () => void): void {
    const before = present();
    apply();
    if (!before && present()) live(at, false);
    else if (!present()) breakOff();
  }

  return {
    on(at, event) {
      const step = seen !== null && at.wall - seen.wall - (at.mono - seen.mono) > CLOCK_STEP_MS;
      if (step || (seen !== null && presence.visible && at.mono - seen.mono > SLEEP_MS)) breakOff();
      seen = at;
      switch (event.type) {
        case "input":
          if (present()) live(at.mono, event.typing);
          break;
        case "presence":
          change(at.mono, () => (presence = event));
          break;
        case "pause":
          change(at.mono, () => (paused = event.paused));
          break;
        case "target":
          target = event.target;
          if (alive !== null) views.push({ from: at.mono, target });
          break;
        case "tick":
          if (alive !== null && at.mono - alive > idleAfterMs) breakOff();
          break;
      }
      return step;
    },
    take() {
      const taken = certain.flatMap(split);
      certain = [];
      return taken;
    },
    certainMs: (of) => certain.reduce((sum, { from, to, target }) => (sameTarget(target, of) ? sum + to - from : sum), 0),
    phase(mono) {
      if (paused || target === null) return "paused";
      if (!presence.visible) return "hidden";
      if (!present()) return "elsewhere";
      return alive !== null && mono - alive <= idleAfterMs ? "counting" : "idle";
    },
  };
}

/** Cuts an interval into pieces that the server takes. */
function split(interval: Interval): Interval[] {
  const pieces: Interval[] = [];
  for (let { from } = interval; from < interval.to; from += LONGEST_INTERVAL_MS) {
    pieces.push({ ...interval, from, to: Math.min(from + LONGEST_INTERVAL_MS, interval.to) });
  }
  return pieces;
}
