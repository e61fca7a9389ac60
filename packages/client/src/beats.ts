/** What attention is spent on: looking, or writing. */
export type AttentionKind = "reading" | "typing";

/** What is in view: one student's task, or a unit as a whole. */
export type Target =
  | { readonly unitId: number; readonly projectId?: never; readonly taskDefinitionId?: never }
  | { readonly projectId: number; readonly taskDefinitionId: number; readonly unitId?: never };

/** Observed attention `[from, to]`, as instants of the server's clock such as `2025-10-08T05:04:00.000Z`. Over when sent. */
export type Beat = Target & { readonly from: string; readonly to: string; readonly kind: AttentionKind };

/** What became of a beat; none of them needs to be sent again. */
export type Verdict = "recorded" | "ignored" | "invalid" | "too_old" | "in_future";

/** The server's answer to a batch: when it came in, and a verdict for each beat in the order sent. */
export interface BeatsAnswer {
  readonly receivedAt: string;
  readonly verdicts: readonly Verdict[];
}

/**
 * What carries beats to the server. `createTutorTimesClient` makes one; a page with a transport of its own passes an object
 * like it. Both functions reject with a `TransportError` when the server refused, with anything else when it was not reached.
 */
export interface BeatTransport {
  /** Sends 1 to 100 beats. Must survive the page that sends them (`fetch` with `keepalive`). */
  readonly sendBeats: (beats: readonly Beat[]) => Promise<BeatsAnswer>;
  /** The server's clock, as an instant. Asked once before the first beat. */
  readonly serverTime: () => Promise<string>;
}

/** The server answered, but not with what was asked for. */
export class TransportError extends Error {
  override readonly name = "TransportError";

  /** `status`: of HTTP. `retryAfterMs`: how long the server asked not to be called, if it did. */
  constructor(
    readonly status: number,
    readonly retryAfterMs: number | null = null,
  ) {
    super(`The server answered ${status}`);
  }
}

/** What the server may answer differently next time. Everything else below 500 is for good. */
const PASSING = new Set([401, 408, 425, 429]);

/** Whether the server would answer the same person the same the next time. */
export function isFinal(error: unknown): boolean {
  return error instanceof TransportError && error.status >= 400 && error.status < 500 && !PASSING.has(error.status);
}

/** Whether both say the same: nothing, or the same thing in view. */
export function sameTarget(a: Target | null, b: Target | null): boolean {
  if (a === null || b === null) return a === b;
  return (["unitId", "projectId", "taskDefinitionId"] as const).every((id) => Object.is(a[id], b[id]));
}

/** The ids of `target` as numbers, and nothing else that its object holds or is changed to hold. */
export function idsOf(target: Target | null): Target | null {
  if (target === null) return null;
  if (target.unitId !== undefined) return { unitId: Number(target.unitId) };
  return { projectId: Number(target.projectId), taskDefinitionId: Number(target.taskDefinitionId) };
}
