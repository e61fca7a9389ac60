import type { Phase } from "./attention";
import { sameTarget, type Target } from "./beats";

/**
 * What the heartbeat does now: `counting` attention; `idle`, nobody has moved for a while; `hidden`, another tab is in front;
 * `elsewhere`, another window or tab is used; `offline`, counting, but the server is out of reach; `paused`; `signed-out`.
 */
export type HeartbeatStatus = Phase | "offline" | "signed-out";

/**
 * Why it is paused: the page `asked`; there is `no-target`; the server does not count this target for this person
 * (`not-tracked`), or knows no such thing, or not for them (`forbidden`). After the last two only another target and `resume` help.
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

/** Whether both show the same. */
export function sameState(a: HeartbeatState, b: HeartbeatState): boolean {
  return (
    a.status === b.status &&
    a.reason === b.reason &&
    sameTarget(a.target, b.target) &&
    a.countedMs === b.countedMs &&
    a.waitingMs === b.waitingMs &&
    a.confirmedAt === b.confirmedAt
  );
}
