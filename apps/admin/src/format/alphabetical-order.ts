const collator = new Intl.Collator("en-AU", { sensitivity: "base" });

interface Named {
  readonly user: { readonly id: number; readonly firstName: string; readonly lastName: string };
}

/** People in the alphabetical order of their names as they are shown: an order that says nothing about anybody. */
export function inAlphabeticalOrder<Row extends Named>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => collator.compare(nameOf(a), nameOf(b)) || a.user.id - b.user.id);
}

function nameOf({ user }: Named): string {
  return `${user.firstName} ${user.lastName}`;
}
