import type { Action, AttentionKind } from "@tutor-times/core/actions";

/** A session as a line from its start (0) to its end (1). */
export interface Timeline {
  readonly tutorials: readonly Span[];
  readonly attention: readonly (Span & { readonly kind: AttentionKind })[];
  readonly acts: readonly { readonly place: number; readonly isAssessment: boolean }[];
}

export interface Span {
  readonly from: number;
  readonly share: number;
}

interface Times {
  readonly start: string;
  readonly end: string;
}

/** Where tutorials, attention and acts lie on the line of `session`. One that is an instant long has everything at its start. */
export function prepareTimeline(
  session: Times,
  made: {
    readonly tutorials: readonly Times[];
    readonly stretches: readonly (Times & { readonly kind: AttentionKind })[];
    readonly activities: readonly { readonly at: string; readonly action: Action; readonly statusChanged: boolean }[];
  },
): Timeline {
  const [start, end] = [Date.parse(session.start), Date.parse(session.end)];
  const place = (iso: string) => (end === start ? 0 : Math.min(1, Math.max(0, (Date.parse(iso) - start) / (end - start))));
  const span = (times: Times): Span => ({ from: place(times.start), share: place(times.end) - place(times.start) });
  return {
    tutorials: made.tutorials.map(span).filter(({ share }) => share > 0),
    attention: made.stretches.map((stretch) => ({ ...span(stretch), kind: stretch.kind })),
    acts: made.activities.map(({ at, action, statusChanged }) => ({
      place: place(at),
      isAssessment: action === "assessing" && statusChanged,
    })),
  };
}
