import { addMs, MINUTE_MS, parseInstant, type Instant } from "@tutor-times/core/instant";
import { wallClock } from "../ontrack/wall-clock";

/** A cell of a sheet: what it holds and how a spreadsheet shows it; null is an empty one. */
export type SheetCell = { readonly value: string | number; readonly format?: string; readonly fontWeight?: "bold" } | null;

const DAY_MS = 24 * 60 * MINUTE_MS;
/** The day from which spreadsheets count days, as an instant. */
const FIRST_DAY = Date.UTC(1899, 11, 30);

/** Text that stays text: what a spreadsheet would take for a formula when it is copied gets an apostrophe before it. */
export function textCell(text: string): { readonly value: string } {
  return { value: /^[=+\-@\t\r]/.test(text) ? `'${text}` : text };
}

export function headCell(text: string): SheetCell {
  return { ...textCell(text), fontWeight: "bold" };
}

export function countCell(count: number): SheetCell {
  return { value: count };
}

/** A length of time as spreadsheets add them up: a part of a day, shown as hours and minutes beyond 24 h, too. */
export function durationCell(ms: number | null): SheetCell {
  return ms === null ? null : { value: ms / DAY_MS, format: "[h]:mm" };
}

/** `2025-10-08` as a date. */
export function dateCell(date: string): SheetCell {
  return { value: (Date.parse(`${date}T00:00:00Z`) - FIRST_DAY) / DAY_MS, format: "yyyy-mm-dd" };
}

/** An ISO instant as the date and time that clocks in `timezone` show. */
export function momentCells(timezone: string): (iso: string | null) => SheetCell {
  const clock = wallClock(timezone);
  return (iso) => {
    if (iso === null) return null;
    const at = parseInstant(iso);
    return { value: (wallMs(at, clock(at).offset) - FIRST_DAY) / DAY_MS, format: "yyyy-mm-dd hh:mm" };
  };
}

function wallMs(at: Instant, offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return addMs(at, (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS);
}
