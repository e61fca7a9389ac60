import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import type { Sort } from "../../filters/query";

export type SessionRow = inferRouterOutputs<AppRouter>["sessions"]["browse"]["sessions"][number];

/** What a table of sessions can show beside start and end. */
export interface SessionColumn {
  readonly id: ColumnId;
  readonly name: string;
  /** What the table is sorted by at a click on the column's name. */
  readonly sort?: Sort;
  readonly isFigure: boolean;
  /** Shown unless the reader chose otherwise. */
  readonly atFirst: boolean;
}

export const COLUMN_IDS = ["length", "counted", "unit", "attention", "assessed", "opened", "comments", "acts"] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export const COLUMNS: readonly SessionColumn[] = [
  { id: "length", name: "Length", sort: "length", isFigure: true, atFirst: true },
  { id: "counted", name: "In these days", isFigure: true, atFirst: false },
  { id: "unit", name: "Unit", sort: "unit", isFigure: false, atFirst: true },
  { id: "attention", name: "Attention", sort: "attention", isFigure: true, atFirst: true },
  { id: "assessed", name: "Assessed", sort: "assessed", isFigure: true, atFirst: true },
  { id: "opened", name: "Opened", sort: "opened", isFigure: true, atFirst: true },
  { id: "comments", name: "Comments", sort: "comments", isFigure: true, atFirst: true },
  { id: "acts", name: "All acts", isFigure: true, atFirst: false },
];

export const COLUMNS_COOKIE = "session-columns";

/** The columns that a cookie's value names (`length.unit`), in their own order; those shown at first where it names none. */
export function chosenColumns(cookie: string | undefined): readonly SessionColumn[] {
  if (cookie === undefined) return COLUMNS.filter(({ atFirst }) => atFirst);
  const names = cookie.split(".");
  return COLUMNS.filter(({ id }) => names.includes(id));
}
