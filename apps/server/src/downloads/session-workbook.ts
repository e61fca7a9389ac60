import { chosenColumns, type ColumnId } from "@tutor-times/admin/features/sessions/session-columns";
import { MINUTE_MS } from "@tutor-times/core/instant";
import { allSessions, type FoundSession, type Procedures, type SessionSearch } from "./all-sessions";
import { countCell, dateCell, durationCell, momentCells, textCell, type SheetCell } from "./cells";
import { sheet, type Sheet } from "./sheet";

/** What a table of sessions shows: which ones, in which order, and (`length.unit`) with which columns. */
export interface AskedSessions {
  readonly search: SessionSearch & { readonly from: string; readonly to: string; readonly timezone: string };
  readonly columns?: string | undefined;
}

const CELLS: Record<ColumnId, (session: FoundSession) => SheetCell> = {
  length: (session) => durationCell(session.durationMinutes * MINUTE_MS),
  counted: (session) => (session.removed === null ? durationCell(session.countedMs) : null),
  unit: (session) => textCell(session.unitCode),
  attention: (session) => (session.activeMs === 0 ? null : durationCell(session.activeMs)),
  assessed: (session) => countCell(session.assessments),
  opened: (session) => countCell(session.submissionsOpened),
  comments: (session) => countCell(session.commentsAdded),
  acts: (session) => countCell(session.activities),
};

/** The rows of all pages of a table of sessions, with its columns and in its order: dates as dates, lengths as lengths. */
export async function sessionWorkbook(
  procedures: Procedures,
  { search, columns }: AskedSessions,
): Promise<{ name: string; sheets: readonly Sheet[] }> {
  const { from, to, timezone } = search;
  const sessions = await allSessions(procedures, search);
  const shown = chosenColumns(columns);
  const moment = momentCells(timezone);
  const withTutor = search.userId === undefined;
  const yesOrNo = (is: boolean) => textCell(is ? "yes" : "no");
  const heads = [
    ...(withTutor ? ["Tutor"] : []),
    "Start",
    "End",
    ...shown.map(({ name }) => name),
    "In a tutorial",
    "Continued",
    "Removed",
    "Session",
  ];
  const rows = sessions.map((session): SheetCell[] => [
    ...(withTutor ? [textCell(session.userName)] : []),
    moment(session.start),
    moment(session.end),
    ...shown.map(({ id }) => CELLS[id](session)),
    yesOrNo(session.duringTutorial),
    yesOrNo(session.continues),
    session.removed === null ? null : textCell(`by ${session.removed.by}: ${session.removed.reason}`),
    countCell(session.id),
  ]);
  const about: SheetCell[][] = [
    [textCell("First day"), dateCell(from)],
    [textCell("Last day"), dateCell(to)],
    [textCell("Times in"), textCell(timezone)],
    [textCell("Empty cells"), textCell("attention that nobody observed, which is not the same as none")],
  ];
  return {
    name: `sessions ${from} to ${to}`,
    sheets: [sheet("Sessions", heads, rows), sheet("About this table", ["What", "Value"], about)],
  };
}
