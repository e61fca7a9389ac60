import { MINUTE_MS } from "@tutor-times/core/instant";
import { dateAt, formatSeconds } from "../../format/moments";
import type { ColumnId, SessionColumn, SessionRow } from "./session-columns";

type Value = string | number;

const HEADS: Record<ColumnId, string> = {
  length: "Length (minutes)",
  counted: "In these days (minutes)",
  unit: "Unit",
  attention: "Attention (minutes)",
  assessed: "Assessed",
  opened: "Opened",
  comments: "Comments",
  acts: "All acts",
};

const VALUES: Record<ColumnId, (row: SessionRow) => Value> = {
  length: (row) => row.durationMinutes,
  counted: (row) => minutes(row.countedMs),
  unit: (row) => row.unitCode,
  attention: (row) => (row.activeMs === 0 ? "" : minutes(row.activeMs)),
  assessed: (row) => row.assessments,
  opened: (row) => row.submissionsOpened,
  comments: (row) => row.commentsAdded,
  acts: (row) => row.activities,
};

/**
 * The rows and columns of the table as CSV (RFC 4180, with a byte order mark for spreadsheets): local dates and times in
 * `timezone`, lengths in minutes, truncated to hundredths. Text that a spreadsheet would take for a formula is made harmless.
 */
export function sessionCsv(
  rows: readonly SessionRow[],
  { columns, timezone, withTutor }: { columns: readonly SessionColumn[]; timezone: string; withTutor: boolean },
): string {
  const head = [
    ...(withTutor ? ["Tutor"] : []),
    "Date",
    "Start",
    "End date",
    "End",
    "Time zone",
    ...columns.map(({ id }) => HEADS[id]),
    "In a tutorial",
    "Continued",
    "Removed",
    "Session",
  ];
  const lines = rows.map((row): Value[] => [
    ...(withTutor ? [row.userName] : []),
    dateAt(row.start, timezone),
    formatSeconds(row.start, timezone),
    dateAt(row.end, timezone),
    formatSeconds(row.end, timezone),
    timezone,
    ...columns.map(({ id }) => VALUES[id](row)),
    row.duringTutorial ? "yes" : "no",
    row.continues ? "yes" : "no",
    row.removed === null ? "" : `by ${row.removed.by}: ${row.removed.reason}`,
    row.id,
  ]);
  return `\uFEFF${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function minutes(ms: number): number {
  return Math.floor((ms / MINUTE_MS) * 100) / 100;
}

function cell(value: Value): string {
  if (typeof value === "number") return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
