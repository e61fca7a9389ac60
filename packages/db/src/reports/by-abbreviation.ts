// Not in SQL: how a server orders texts depends on how its database was made.
const { compare } = new Intl.Collator("en", { numeric: true });

interface Abbreviated {
  readonly id: number;
  readonly abbreviation: string;
}

/** The order of tasks: `2.1P` before `10.1D`. */
export function byAbbreviation(a: Abbreviated, b: Abbreviated): number {
  return compare(a.abbreviation, b.abbreviation) || a.id - b.id;
}
