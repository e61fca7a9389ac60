import "server-only";
import { signedInProfile } from "../auth/profile";
import { overseenUnit } from "../auth/unit-of-page";
import { countingRules } from "../format/counting-rules";
import { filterHref } from "./href";
import { pageFilters } from "./page-filters";
import { parseFilterQuery, type SearchParams } from "./query";

/** What a page about all of a unit knows of it, of its reader and of its address. 403 or 404 for whom it is not. */
export async function unitFilters(path: string, unitId: string, given: SearchParams) {
  const profile = await signedInProfile(filterHref(path, parseFilterQuery(given).query));
  const unit = overseenUnit(profile, unitId);
  const { query, filters, problems } = pageFilters(given, () => ({ defaultTimezone: unit.timezone, periods: [unit] }));
  const zones = [unit.timezone, profile.timezone].filter((zone) => zone !== null);
  return {
    profile,
    unit,
    rules: countingRules([unit]),
    address: filterHref(path, query),
    /** What the filter bar of the page needs. */
    bar: { path, query, filters, problems, choices: { units: [], zones } },
  };
}
