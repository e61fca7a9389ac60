import type { FilterQuery } from "./query";

/** The fields of `query` as a form sends them, but for those that `names` are chosen anew. */
export function fieldsWithout(query: FilterQuery, names: readonly (keyof FilterQuery)[]): Record<string, string> {
  const left: readonly string[] = names;
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined || left.includes(name) ? [] : [[name, String(value)]])),
  );
}
