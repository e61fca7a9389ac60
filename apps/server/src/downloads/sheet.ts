import { headCell, textCell, type SheetCell } from "./cells";

/** A sheet that answers one question: the names of its columns, and a row for each answer. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
}

/** A sheet with a row of names above its answers. */
export function sheet(name: string, columns: readonly string[], rows: readonly (readonly SheetCell[])[]): Sheet {
  return { name, rows: [columns.map(headCell), ...rows] };
}

/** Somebody's name. */
export function nameOf({ firstName, lastName }: { readonly firstName: string; readonly lastName: string }): SheetCell {
  return textCell(`${firstName} ${lastName}`);
}
