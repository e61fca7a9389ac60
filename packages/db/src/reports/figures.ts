import type { UnitId, UserId } from "@tutor-times/core/ids";

/** The figures of docs/rules.md for one person (or one unit) over some time; times in milliseconds. */
export interface Figures {
  /** The figure: length of the union of the sittings, each counted at least its floor. */
  readonly markingMs: number;
  readonly inTutorialsMs: number;
  /** Observed attention; null: no client ever beat in the range, so nothing is known. */
  readonly activeMs: number | null;
  /** Sum of the lengths of the sessions. */
  readonly spanMs: number;
  /** Length of their union. */
  readonly wallMs: number;
  /** Sum of `duration_minutes` of the sessions that start in the range: what OnTrack's own summary shows. */
  readonly creditedMinutes: number;
  readonly sessions: number;
  readonly assessments: number;
  readonly commentsAdded: number;
  readonly submissionsOpened: number;
}

export const NO_FIGURES: Figures = {
  markingMs: 0,
  inTutorialsMs: 0,
  activeMs: null,
  spanMs: 0,
  wallMs: 0,
  creditedMinutes: 0,
  sessions: 0,
  assessments: 0,
  commentsAdded: 0,
  submissionsOpened: 0,
};

/** Adds figures of days that do not overlap, or of different people. "Not observed" and a time add to the time. */
export function addFigures(a: Figures, b: Figures): Figures {
  return {
    markingMs: a.markingMs + b.markingMs,
    inTutorialsMs: a.inTutorialsMs + b.inTutorialsMs,
    activeMs: a.activeMs === null && b.activeMs === null ? null : (a.activeMs ?? 0) + (b.activeMs ?? 0),
    spanMs: a.spanMs + b.spanMs,
    wallMs: a.wallMs + b.wallMs,
    creditedMinutes: a.creditedMinutes + b.creditedMinutes,
    sessions: a.sessions + b.sessions,
    assessments: a.assessments + b.assessments,
    commentsAdded: a.commentsAdded + b.commentsAdded,
    submissionsOpened: a.submissionsOpened + b.submissionsOpened,
  };
}

/** The figures of one person on one local day; `day` counts from 0. Days without any are left out. */
export interface DayFigures extends Figures {
  readonly userId: UserId;
  readonly day: number;
}

/** The sums of the figures that have the same key, added to what is `known` of it. */
export function sumBy<Key>(
  figures: readonly DayFigures[],
  keyOf: (row: DayFigures) => Key,
  known: ReadonlyMap<Key, Figures> = new Map(),
): Map<Key, Figures> {
  const sums = new Map(known);
  for (const row of figures) sums.set(keyOf(row), addFigures(sums.get(keyOf(row)) ?? NO_FIGURES, row));
  return sums;
}

/** Figures as the statements give them. */
export interface SumColumns {
  readonly marking_ms: number;
  readonly in_tutorials_ms: number;
  readonly active_ms: number | null;
  readonly span_ms: number;
  readonly wall_ms: number;
  readonly credited_minutes: number;
  readonly sessions: number;
  readonly assessments: number;
  readonly comments_added: number;
  readonly submissions_opened: number;
}

/** A row of them, of one person on one local day. */
export interface FigureColumns extends SumColumns {
  readonly user_id: UserId;
  readonly day: number;
}

export function dayFigures(row: FigureColumns): DayFigures {
  return { userId: row.user_id, day: row.day, ...figuresOf(row) };
}

export function figuresOf(row: SumColumns): Figures {
  return {
    markingMs: row.marking_ms,
    inTutorialsMs: row.in_tutorials_ms,
    activeMs: row.active_ms,
    spanMs: row.span_ms,
    wallMs: row.wall_ms,
    creditedMinutes: row.credited_minutes,
    sessions: row.sessions,
    assessments: row.assessments,
    commentsAdded: row.comments_added,
    submissionsOpened: row.submissions_opened,
  };
}

/** Whose time, and what for: absent means everybody, every unit, as far as the scope reaches. */
export interface FigureFilter {
  readonly userId?: UserId | undefined;
  readonly unitIds?: readonly UnitId[] | undefined;
}
