const collator = new Intl.Collator("en-AU", { numeric: true, sensitivity: "base" });

interface Named {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** Rows in the order of their names, tasks in that of their codes: an order that says nothing about anybody. */
export function alphabetically<Row extends Named>(rows: readonly Row[], by: "tutor" | "definition" | "student"): Row[] {
  const nameOf = ({ code, name }: Row) => (by === "definition" ? code : name);
  return rows.toSorted((a, b) => collator.compare(nameOf(a), nameOf(b)) || a.id - b.id);
}
