const collator = new Intl.Collator("en-AU", { sensitivity: "base" });

/** People by last name, then first name, then id: an order that says nothing about anybody. */
export function inAlphabeticalOrder<
  Row extends { readonly user: { readonly id: number; readonly firstName: string; readonly lastName: string } },
>(rows: readonly Row[]): Row[] {
  return rows.toSorted(
    ({ user: a }, { user: b }) =>
      collator.compare(a.lastName, b.lastName) || collator.compare(a.firstName, b.firstName) || a.id - b.id,
  );
}
