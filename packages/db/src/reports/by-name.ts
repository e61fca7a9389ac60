// Not in SQL: how a server orders names depends on how its database was made.
const { compare } = new Intl.Collator("en");

interface Named {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
}

/** The alphabetical order of people: by last name, then by first name. */
export function byName(a: Named, b: Named): number {
  return compare(a.lastName, b.lastName) || compare(a.firstName, b.firstName) || a.id - b.id;
}
