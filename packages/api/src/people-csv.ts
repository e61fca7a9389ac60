import { DomainError } from "@tutor-times/core/errors";
import { SYSTEM_ROLES } from "@tutor-times/core/viewer";
import type { PersonLine } from "@tutor-times/db/admin/import-people";
import { UNIT_ROLES } from "@tutor-times/db/admin/staff";
import { CsvError, parse } from "csv-parse/sync";

const COLUMNS = ["username", "email", "first_name", "last_name"] as const;

/**
 * The people of a CSV file with the columns `username,email,first_name,last_name` and, if it likes, `system_role` (default
 * `student`), `unit` (a code) and `unit_role` (`tutor` or `convenor`). Throws DomainError `invalid` naming the line.
 */
export function peopleOfCsv(text: string): PersonLine[] {
  const records = parseRecords(text);
  const [first] = records;
  if (first === undefined) throw new DomainError("invalid", "csv is invalid: it holds nobody", "csv");
  const missing = COLUMNS.filter((column) => !(column in first.record));
  if (missing.length > 0) throw new DomainError("invalid", `csv is invalid: the column ${missing.join(", ")} is missing`, "csv");
  return records.map(({ record, info: { lines } }) => toPerson(record, lines));
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function parseRecords(text: string): CsvRecord[] {
  try {
    return parse<CsvRecord>(text, {
      columns: true,
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
    }) as never;
  } catch (error) {
    if (error instanceof CsvError) throw new DomainError("invalid", `csv is invalid: ${error.message}`, "csv");
    throw error;
  }
}

function toPerson(record: CsvRecord["record"], line: number): PersonLine {
  const refuse = (column: string, reason: string): never => {
    throw new DomainError("invalid", `Line ${line}: ${column} is invalid: ${reason}`, "csv");
  };
  const role = record["system_role"] || "student";
  const unitRole = record["unit_role"] || null;
  const unitCode = record["unit"] || null;
  if ((unitCode === null) !== (unitRole === null)) refuse("unit_role", "unit and unit_role go together");
  return {
    line,
    username: record["username"] ?? "",
    email: record["email"] ?? "",
    firstName: record["first_name"] ?? "",
    lastName: record["last_name"] ?? "",
    systemRole: SYSTEM_ROLES.find((known) => known === role) ?? refuse("system_role", `"${role}" is none`),
    unitCode,
    unitRole:
      unitRole === null ? null : (UNIT_ROLES.find((known) => known === unitRole) ?? refuse("unit_role", `"${unitRole}" is none`)),
  };
}
