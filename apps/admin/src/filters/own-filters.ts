import "server-only";
import { notFound } from "next/navigation";
import { filterHref } from "./href";
import { pageFilters } from "./page-filters";
import { parseFilterQuery, type SearchParams } from "./query";
import { countingRules } from "../format/counting-rules";
import { staffProfile, staffUnits, type Profile } from "../auth/profile";

/** What a page about somebody's own time knows of them and of its address. Whoever is no staff is sent home. */
export async function ownFilters(path: string, given: SearchParams) {
  const profile = await staffProfile(filterHref(path, parseFilterQuery(given).query));
  return filtersOf(profile, path, given);
}

/** The same for whom the page knows already. 404 for a unit in which they have no time of their own. */
export function filtersOf(profile: Profile, path: string, given: SearchParams) {
  const units = staffUnits(profile);
  const { query, filters, problems } = pageFilters(given, ({ unit }) => {
    const shown = units.filter(({ id, active }) => (unit === undefined ? active : id === unit));
    return { defaultTimezone: profile.timezone ?? shown[0]?.timezone ?? units[0]?.timezone ?? "UTC", periods: shown };
  });
  if (query.unit !== undefined && !units.some(({ id }) => id === query.unit)) notFound();
  const zones = [profile.timezone, ...units.map((unit) => unit.timezone)].filter((zone) => zone !== null);
  return {
    profile,
    query,
    filters,
    problems,
    choices: { units, zones },
    rules: countingRules(units.filter((unit) => query.unit === undefined || unit.id === query.unit)),
    /** What names the data that a page shows. */
    address: filterHref(path, query),
  };
}
