import type { LocalDate } from "@tutor-times/core/local-date";
import { MINUTE_MS } from "@tutor-times/core/instant";
import { arrangeRows, HOUR_HEIGHT, type HourRow, type HourRows } from "./hour-rows";
import { inLanes } from "./lanes";
import { wallSegments, type WallSegment } from "./wall-segments";

/** No block is lower than a line of text. */
const LOWEST_BLOCK = 18;

/** Something with a beginning and an end, as ISO instants. */
export interface Timed {
  readonly start: string;
  readonly end: string;
}

/** A week ready to be drawn; heights and tops in pixels, lefts and widths as shares of a day's column. */
export interface Week<Session extends Timed, Tutorial extends Timed> {
  readonly rows: readonly HourRow[];
  readonly height: number;
  readonly days: readonly WeekDay<Session, Tutorial>[];
}

export interface WeekDay<Session extends Timed, Tutorial extends Timed> {
  readonly date: LocalDate;
  readonly blocks: readonly Block<Session>[];
  readonly tutorials: readonly (Extent & { readonly tutorial: Tutorial })[];
  /** Times of the rows that this day does not have: clocks went forward over them, or do so on another day only. */
  readonly missing: readonly Extent[];
  /** Where it is now; null on other days. */
  readonly now: number | null;
}

export interface Extent {
  readonly top: number;
  readonly height: number;
}

/** A session, or the part of it that lies in this day, or of that the part before or after clocks were changed. */
export interface Block<Session> extends Extent {
  readonly session: Session;
  readonly left: number;
  readonly width: number;
  /** False where another block of the same day stands for the same session already. */
  readonly isFirst: boolean;
  /** The session began on the day before. */
  readonly isCarriedOver: boolean;
}

/**
 * Lays out sessions and tutorials over the hours of some days. Rows are the hours that clocks show, widened to what is
 * there: an hour that clocks show twice has two rows, one that they skip is missing on its day, so every block is as high
 * as its session is long. Sessions that would cover each other stand side by side.
 */
export function prepareWeek<Session extends Timed, Tutorial extends Timed>(given: {
  readonly days: readonly { readonly date: LocalDate; readonly start: number; readonly end: number }[];
  readonly timezone: string;
  readonly sessions: readonly Session[];
  readonly tutorials: readonly Tutorial[];
  readonly now: number;
}): Week<Session, Tutorial> {
  const days = given.days.map((day) => {
    const segments = wallSegments(day, given.timezone);
    return {
      ...day,
      segments,
      sessions: given.sessions.flatMap((session) => within(session, day).map((part) => ({ ...part, session }))),
      tutorials: given.tutorials.flatMap((tutorial) => within(tutorial, day).map((part) => ({ ...part, tutorial }))),
    };
  });
  const rows = arrangeRows(
    days.map(({ segments }) => segments),
    days.map((day) => [...day.sessions, ...day.tutorials]),
  );
  return {
    rows: rows.rows,
    height: rows.height,
    days: days.map((day) => ({
      date: day.date,
      blocks: blocksOf(day.sessions, day.segments, day.start, rows),
      tutorials: day.tutorials.flatMap(({ tutorial, ...part }) =>
        extentsOf(part, day.segments, rows).map((extent) => ({ ...extent, tutorial })),
      ),
      missing: missingOf(day.segments, rows),
      now:
        given.now >= day.start && given.now < day.end
          ? (extentsOf({ from: given.now, to: given.now }, day.segments, rows)[0]?.top ?? null)
          : null,
    })),
  };
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** The part of something that lies in a day; none, or one. What is an instant long lies in the day of its instant. */
function within({ start, end }: Timed, day: { readonly start: number; readonly end: number }): Part[] {
  const [starts, ends] = [Date.parse(start), Date.parse(end)];
  const [from, to] = [Math.max(starts, day.start), Math.min(ends, day.end)];
  const isInstant = starts === ends && starts >= day.start && starts < day.end;
  return from < to || isInstant ? [{ from, to }] : [];
}

function blocksOf<Session extends Timed>(
  parts: readonly (Part & { readonly session: Session })[],
  segments: readonly WallSegment[],
  dayStart: number,
  rows: HourRows,
): Block<Session>[] {
  const blocks = parts.flatMap(({ session, ...part }) =>
    extentsOf(part, segments, rows).map((extent, index) => ({
      ...atLeast(extent, rows.height),
      session,
      isFirst: index === 0,
      isCarriedOver: Date.parse(session.start) < dayStart,
    })),
  );
  return inLanes(blocks);
}

function atLeast({ top, height }: Extent, total: number): Extent {
  const enough = Math.max(height, LOWEST_BLOCK);
  return { top: Math.max(0, Math.min(top, total - enough)), height: enough };
}

/** Where a part of a day is drawn: in one piece, or in more where its day lacks a row, or clocks were changed within it. */
function extentsOf({ from, to }: Part, segments: readonly WallSegment[], rows: HourRows): Extent[] {
  const extents: Extent[] = [];
  for (const [index, segment] of segments.entries()) {
    const [starts, ends] = [Math.max(from, segment.start), Math.min(to, segment.end)];
    const isInstantHere = from === to && from >= segment.start && from < segment.end;
    if (starts >= ends && !isInstantHere) continue;
    const wall = (at: number) => segment.wallMinute + (at - segment.start) / MINUTE_MS;
    const [first, last] = [wall(starts), wall(Math.max(starts, ends))];
    for (let minute = first; minute < last || minute === first; minute = (Math.floor(minute / 60) + 1) * 60) {
      const top = rows.place(segments, index, minute);
      if (top === null) continue;
      const height = ((Math.min(last, (Math.floor(minute / 60) + 1) * 60) - minute) / 60) * HOUR_HEIGHT;
      const before = extents.at(-1);
      if (before !== undefined && Math.abs(before.top + before.height - top) < 0.01) {
        extents[extents.length - 1] = { top: before.top, height: before.height + height };
      } else extents.push({ top, height });
    }
  }
  return extents;
}

function missingOf(segments: readonly WallSegment[], rows: HourRows): Extent[] {
  const holes: Extent[] = [];
  for (const row of rows.rows) {
    if (row.isFolded) continue;
    const covered = rows.covered(segments, row);
    const top = row.top;
    const from = covered === null ? 0 : covered.from;
    const to = covered === null ? 0 : covered.to;
    if (covered === null) holes.push({ top, height: HOUR_HEIGHT });
    else {
      if (from > 0) holes.push({ top, height: (from / 60) * HOUR_HEIGHT });
      if (to < 60) holes.push({ top: top + (to / 60) * HOUR_HEIGHT, height: ((60 - to) / 60) * HOUR_HEIGHT });
    }
  }
  return holes;
}
