import { MINUTE_MS } from "@tutor-times/core/instant";
import type { WallSegment } from "./wall-segments";

/** Pixels of an hour, and of a run of empty hours that was folded. */
export const HOUR_HEIGHT = 44;
const FOLDED_HEIGHT = 22;

/** Shown even where nothing is: the usual day. */
const USUAL = { from: 9, to: 17 };
/** Fewer empty hours than this stay as they are. */
const FEWEST_TO_FOLD = 3;

/** An hour as clocks show it (or, folded, some empty ones); `again` is the second time that clocks show it on a day. */
export interface HourRow {
  readonly hour: number;
  readonly again: boolean;
  readonly isFolded: boolean;
  /** The hour after the last of a folded run; `hour + 1` else. */
  readonly untilHour: number;
  readonly top: number;
  readonly height: number;
}

export interface HourRows {
  readonly rows: readonly HourRow[];
  readonly height: number;
  /** The pixel of a wall minute in part `index` of a day; null where its hour is not shown. */
  place(segments: readonly WallSegment[], index: number, wallMinute: number): number | null;
  /** The minutes `[from, to)` of a row's hour that a day has, or null if none. */
  covered(segments: readonly WallSegment[], row: HourRow): { readonly from: number; readonly to: number } | null;
}

/** Chooses the hours to show for days whose clocks run by `segments`, so that everything in `parts` has its place. */
export function arrangeRows(
  segments: readonly (readonly WallSegment[])[],
  parts: readonly (readonly { readonly from: number; readonly to: number }[])[],
): HourRows {
  const there = new Set(segments.flatMap((day) => day.flatMap((_, index) => keysOf(day, index))));
  const used = new Set(
    parts.flatMap((ofDay, day) =>
      ofDay.flatMap(({ from, to }) =>
        (segments[day] ?? []).flatMap((segment, index, all) => {
          const [starts, ends] = [Math.max(from, segment.start), Math.min(to, segment.end)];
          if (starts > ends || (starts === ends && from !== to)) return [];
          const wall = (at: number) => segment.wallMinute + (at - segment.start) / MINUTE_MS;
          const [first, last] = [
            Math.floor(wall(starts) / 60),
            Math.max(Math.floor(wall(starts) / 60), Math.ceil(wall(ends) / 60) - 1),
          ];
          return range(first, last + 1).map((hour) => keyOf(all, index, hour));
        }),
      ),
    ),
  );
  const keys = [...there].toSorted((a, b) => a - b);
  const wanted = keys.map((key) => used.has(key) || (key % 2 === 0 && key / 2 >= USUAL.from && key / 2 < USUAL.to));
  const rows: HourRow[] = [];
  let top = 0;
  for (let at = wanted.indexOf(true); at <= wanted.lastIndexOf(true) && at >= 0;) {
    const run = wanted.slice(at).findIndex((isWanted) => isWanted);
    const key = keys[at] ?? 0;
    const folds = run >= FEWEST_TO_FOLD;
    const last = keys[at + run - 1] ?? key;
    const height = folds ? FOLDED_HEIGHT : HOUR_HEIGHT;
    rows.push({
      hour: Math.floor(key / 2),
      again: key % 2 === 1,
      isFolded: folds,
      untilHour: Math.floor((folds ? last : key) / 2) + 1,
      top,
      height,
    });
    top += height;
    at += folds ? run : 1;
  }
  const byKey = new Map(rows.filter((row) => !row.isFolded).map((row) => [row.hour * 2 + Number(row.again), row]));
  return {
    rows,
    height: top,
    place(day, index, wallMinute) {
      const hour = Math.floor(wallMinute / 60);
      const row = byKey.get(keyOf(day, index, hour));
      return row === undefined ? null : row.top + ((wallMinute - hour * 60) / 60) * HOUR_HEIGHT;
    },
    covered(day, row) {
      const index = day.findIndex((_, at) => keysOf(day, at).includes(row.hour * 2 + Number(row.again)));
      const segment = day[index];
      if (segment === undefined) return null;
      const begins = row.hour * 60;
      const ends = wallEnd(segment);
      return { from: Math.max(0, segment.wallMinute - begins), to: Math.min(60, ends - begins) };
    },
  };
}

/** Which row an hour of part `index` of a day belongs to: the second one if an earlier part showed minutes of it, too. */
function keyOf(day: readonly WallSegment[], index: number, hour: number): number {
  const from = Math.max(day[index]?.wallMinute ?? 0, hour * 60);
  const isSecond = day.slice(0, index).some((segment) => wallEnd(segment) > from);
  return hour * 2 + Number(isSecond);
}

function keysOf(day: readonly WallSegment[], index: number): number[] {
  const segment = day[index];
  if (segment === undefined) return [];
  return range(Math.floor(segment.wallMinute / 60), Math.ceil(wallEnd(segment) / 60)).map((hour) => keyOf(day, index, hour));
}

function wallEnd({ start, end, wallMinute }: WallSegment): number {
  return wallMinute + (end - start) / MINUTE_MS;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
