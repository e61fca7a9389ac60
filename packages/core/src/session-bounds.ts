import type { SessionId } from "./ids";
import type { Instant } from "./instant";
import type { Interval } from "./intervals";

/** A session of the same key as the one whose ends are to be explained. */
export interface Neighbour extends Interval {
  readonly id: SessionId;
  readonly continues: boolean;
  readonly removed: boolean;
}

/** A meeting of a tutorial by its name. */
export interface NamedWindow extends Interval {
  readonly name: string;
}

/** Why a session begins or ends where it does. */
export type Bound =
  /** A tutorial begins or ends here, and the sitting goes on in session `other` (rule 4). */
  | { readonly why: "tutorial"; readonly name: string | null; readonly edge: "begins" | "ends"; readonly other: SessionId }
  /** A session that was removed lies beyond: no sitting reaches across it (rule 13). */
  | { readonly why: "removed"; readonly other: SessionId }
  /** Less than the threshold ago: what happens now still extends it. */
  | { readonly why: "open" }
  /** Nothing for at least the threshold (rule 2); `other` is the session on the far side of the silence. */
  | { readonly why: "silence"; readonly other: SessionId | null; readonly at: Instant | null };

export interface Bounds {
  readonly begins: Bound;
  readonly ends: Bound;
}

/**
 * Why `session` begins and ends where it does. `before` and `after` are the nearest sessions of its key on either side,
 * removed ones included; `thresholdMs` is the threshold at its end. A removed session is never open.
 */
export function explainBounds(
  session: Neighbour,
  {
    before,
    after,
    windows,
    thresholdMs,
    now,
  }: {
    readonly before: Neighbour | null;
    readonly after: Neighbour | null;
    readonly windows: readonly NamedWindow[];
    readonly thresholdMs: number;
    readonly now: Instant;
  },
): Bounds {
  const near = (other: Neighbour, gap: number) => other.removed !== session.removed && gap < thresholdMs;
  return {
    begins:
      before !== null && session.continues && !before.removed && before.end === session.start
        ? cutAt(session.start, windows, before.id)
        : before !== null && near(before, session.start - before.end) && before.removed
          ? { why: "removed", other: before.id }
          : { why: "silence", other: before?.id ?? null, at: before?.end ?? null },
    ends:
      after !== null && after.continues && !after.removed && after.start === session.end
        ? cutAt(session.end, windows, after.id)
        : after !== null && near(after, after.start - session.end) && after.removed
          ? { why: "removed", other: after.id }
          : !session.removed && session.end > now - thresholdMs
            ? { why: "open" }
            : { why: "silence", other: after?.id ?? null, at: after?.start ?? null },
  };
}

function cutAt(at: Instant, windows: readonly NamedWindow[], other: SessionId): Bound {
  const begun = windows.find(({ start }) => start === at);
  const ended = windows.find(({ end }) => end === at);
  return { why: "tutorial", name: (begun ?? ended)?.name ?? null, edge: begun === undefined ? "ends" : "begins", other };
}
