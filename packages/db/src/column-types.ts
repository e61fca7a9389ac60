import pg from "pg";

/** PostgreSQL's type numbers whose values `pg` would hand over in a form that loses or invents something. */
const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;
const TEXT_ARRAY: number = 1009;

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond 2^53 and cannot be read as a number`);
  return value;
}

const parseTexts: (text: string) => (string | null)[] = pg.types.getTypeParser(TEXT_ARRAY, "text");

function parseArray<Item>(parseItem: (text: string) => Item): (text: string) => (Item | null)[] {
  return (text) => parseTexts(text).map((item) => (item === null ? null : parseItem(item)));
}

/**
 * How columns are read, for the pools of this package only (the parsers of `pg` itself stay as they are):
 * bigint is a number and throws RangeError beyond 2^53, `date` is a `YYYY-MM-DD` string and not a midnight in the
 * server's zone. Everything else is what `pg` makes of it: timestamptz a Date, numeric (so `sum` of bigint) a string.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (format === "binary") return pg.types.getTypeParser(oid, "binary");
    if (oid === INT8) return parseInt8;
    if (oid === INT8_ARRAY) return parseArray(parseInt8);
    if (oid === DATE) return String;
    if (oid === DATE_ARRAY) return parseArray(String);
    return pg.types.getTypeParser(oid, "text");
  },
};
