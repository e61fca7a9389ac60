// Not in SQL: how a server orders names depends on how its database was made.
const { compare } = new Intl.Collator("en-AU", { sensitivity: "base" });

interface Named {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
}

/** The alphabetical order of people by their names as they are shown: an order that says nothing about anybody. */
export function byName(a: Named, b: Named): number {
  return compare(shownName(a), shownName(b)) || a.id - b.id;
}

function shownName({ firstName, lastName }: Named): string {
  return `${firstName} ${lastName}`;
}
