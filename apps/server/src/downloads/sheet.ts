import writeExcelFile from "write-excel-file/node";
import { headCell, textCell, type SheetCell } from "./cells";

/** A sheet that answers one question: the names of its columns, and a row for each answer. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
}

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const COLUMN_WIDTH = 18;

/** A sheet with a row of names above its answers. */
export function sheet(name: string, columns: readonly string[], rows: readonly (readonly SheetCell[])[]): Sheet {
  return { name, rows: [columns.map(headCell), ...rows] };
}

/** Somebody's name. */
export function nameOf({ firstName, lastName }: { readonly firstName: string; readonly lastName: string }): SheetCell {
  return textCell(`${firstName} ${lastName}`);
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
