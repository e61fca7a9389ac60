import { countsOf } from "./actions";
import type { Activity, SessionRow, Stretch, TutorialWindow } from "./evidence";
import type { Instant } from "./instant";

// The specification of the figures (docs/rules.md §3), slow and written to be read: the reports' SQL is held against it.

/** What one key of a person comes to, and the tutorial windows of the unit it is for. */
export interface KeyOutcome {
  readonly unit: string | number;
  readonly windows: readonly TutorialWindow[];
  readonly sessions: readonly SessionRow[];
  readonly activities: readonly Activity[];
  readonly stretches: readonly Stretch[];
}

export interface DerivedFigures {
  readonly markingMs: number;
  readonly inTutorialsMs: number;
  readonly activeMs: number;
  readonly spanMs: number;
  readonly wallMs: number;
  readonly creditedMinutes: number;
  readonly sessions: number;
  readonly assessments: number;
  readonly commentsAdded: number;
  readonly submissionsOpened: number;
}

type Span = readonly [from: number, to: number];

/** The figures of one person within `[from, to)`, over all their keys. */
export function deriveFigures(keys: readonly KeyOutcome[], from: Instant, to: Instant): DerivedFigures {
  const clip = (spans: readonly Span[]): Span[] =>
    spans.map(([start, end]) => [Math.max(start, from), Math.min(end, to)] as const).filter(([start, end]) => start < end);
  const counted = (key: KeyOutcome): Span[] => clip(key.sessions.map((row) => [row.countedFrom, row.end]));
  const lasting = keys.flatMap((key) => clip(key.sessions.map((row) => [row.start, row.end])));
  const started = keys.flatMap((key) => key.sessions).filter((row) => from <= row.start && row.start < to);
  const acts = keys
    .flatMap((key) => key.activities)
    .filter(({ at }) => from <= at && at < to)
    .map(countsOf);
  return {
    markingMs: covered(keys.flatMap(counted)),
    inTutorialsMs: covered(
      keys.flatMap((key) =>
        common(
          counted(key),
          key.windows.map((window) => [window.start, window.end]),
        ),
      ),
    ),
    activeMs: covered(keys.flatMap((key) => clip(key.stretches.map(({ start, end }) => [start, end])))),
    spanMs: lasting.reduce((sum, [start, end]) => sum + end - start, 0),
    wallMs: covered(lasting),
    creditedMinutes: started.reduce((sum, row) => sum + row.durationMinutes, 0),
    sessions: started.length,
    assessments: acts.filter((act) => act.assessments).length,
    commentsAdded: acts.filter((act) => act.commentsAdded).length,
    submissionsOpened: acts.filter((act) => act.submissionsOpened).length,
  };
}

/** The length of a union: between each two neighbouring ends, what any span covers counts once. */
function covered(spans: readonly Span[]): number {
  const marks = [...new Set(spans.flat())].toSorted((a, b) => a - b);
  return marks.slice(1).reduce((sum, end, index) => {
    const start = marks[index] ?? end;
    return spans.some(([from, to]) => from <= start && end <= to) ? sum + end - start : sum;
  }, 0);
}

/** Every overlap of one of `left` with one of `right`. */
function common(left: readonly Span[], right: readonly Span[]): Span[] {
  return left.flatMap(([from, to]) =>
    right.map(([start, end]) => [Math.max(from, start), Math.min(to, end)] as const).filter(([start, end]) => start < end),
  );
}
