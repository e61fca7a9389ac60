import writeExcelFile from "write-excel-file/node";
import { headCell, type SheetCell } from "./cells";

/** A sheet that answers one question: the names of its columns, and a row for each answer. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
}

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const COLUMN_WIDTH = 18;

export function sheet(name: string, columns: readonly string[], rows: readonly (readonly SheetCell[])[]): Sheet {
  return { name, rows: [columns.map(headCell), ...rows] };
}

/** The sheets as a file for spreadsheets; the names of columns stay in view. */
export async function workbookFile(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ name, rows }) => ({
      data: rows.map((row) => [...row]),
      sheet: name,
      columns: (rows[0] ?? []).map(() => ({ width: COLUMN_WIDTH })),
      stickyRowsCount: 1,
    })),
  ).toBuffer();
}
