import "server-only";
import { currentInstant } from "@tutor-times/api/clock";
import { parseFilterQuery, type FilterQuery, type SearchParams } from "./query";
import { resolveFilters, type Filters, type Period } from "./resolve";

/** The filters of a page, read from its address and resolved now; `problems` tells what could not be followed. */
export function pageFilters(
  searchParams: SearchParams,
  given: (query: FilterQuery) => { defaultTimezone: string; periods: readonly Period[] },
): { query: FilterQuery; filters: Filters; problems: readonly string[] } {
  const { query, unreadable } = parseFilterQuery(searchParams);
  const filters = resolveFilters(query, { now: currentInstant(), ...given(query) });
  return { query, filters, problems: [...unreadable, ...filters.problems] };
}
