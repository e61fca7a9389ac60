const collator = new Intl.Collator("en-AU", { numeric: true, sensitivity: "base" });

export const WHERE_SORTS = ["name", "time", "assessed"] as const;
export type WhereSort = (typeof WHERE_SORTS)[number];

export interface WhereOrder {
  readonly sort: WhereSort;
  readonly order: "asc" | "desc";
}

interface Spent {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly observedMs: number;
  readonly estimatedMs: number;
  readonly assessments: number;
}

/** Rows sorted by what they are called, by their time or by their assessments; equal ones by name. */
export function sortSpent<Row extends Spent>(
  rows: readonly Row[],
  { sort, order }: WhereOrder,
  nameOf: (row: Row) => string,
): Row[] {
  const byName = (a: Row, b: Row) => collator.compare(nameOf(a), nameOf(b)) || a.id - b.id;
  const amount = (row: Row) => (sort === "time" ? row.observedMs + row.estimatedMs : row.assessments);
  const compare = (a: Row, b: Row) => (sort === "name" ? byName(a, b) : amount(a) - amount(b));
  return rows.toSorted((a, b) => (order === "desc" ? compare(b, a) : compare(a, b)) || byName(a, b));
}
