/** The ids of a `hidden` filter, `12.15`. */
export function hiddenIds(hidden: string | undefined): ReadonlySet<number> {
  return new Set(
    (hidden ?? "")
      .split(".")
      .filter((id) => id !== "")
      .map(Number),
  );
}

/** The filter that hides these; undefined where it hides nobody. */
export function hiddenFilter(ids: Iterable<number>): string | undefined {
  const list = [...new Set(ids)].toSorted((a, b) => a - b);
  return list.length === 0 ? undefined : list.join(".");
}

/** The same ids with one more, or one less. */
export function toggled(ids: ReadonlySet<number>, id: number): number[] {
  return ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id];
}
