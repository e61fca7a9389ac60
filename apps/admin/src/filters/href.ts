import { addDays, daysBetween, weekdayOf, type LocalDate } from "@tutor-times/core/local-date";
import type { FilterQuery, Sort } from "./query";
import type { Filters } from "./resolve";

/** The address of `path` with these filters; what is undefined, and the default range, is left out. */
export function filterHref(path: string, query: FilterQuery): string {
  const kept = Object.entries(query).filter(
    ([name, value]) => value !== undefined && !(name === "range" && value === "this-week"),
  );
  const search = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return search === "" ? path : `${path}?${search}`;
}

/** `query` over other days. A page number belongs to the days it was counted in and is left behind. */
export function withDays(query: FilterQuery, days: Pick<FilterQuery, "range" | "from" | "to">): FilterQuery {
  const { range: _range, from: _from, to: _to, page: _page, ...others } = query;
  return { ...others, ...days };
}

/** `query` moved by the range's own length in calendar days, back or forth. */
export function stepped(query: FilterQuery, filters: Filters, direction: -1 | 1): FilterQuery {
  const length = daysBetween(filters.from, filters.to) + 1;
  const [from, to] = [addDays(filters.from, direction * length), addDays(filters.to, direction * length)];
  const week = length === 7 ? presetWeek(from, to, filters.today) : undefined;
  return withDays(query, week === undefined ? { range: "custom", from, to } : { range: week });
}

function presetWeek(from: LocalDate, to: LocalDate, today: LocalDate): "this-week" | "last-week" | undefined {
  if (weekdayOf(from) !== "Monday") return undefined;
  if (from <= today && today <= to) return "this-week";
  return daysBetween(to, today) >= 1 && daysBetween(to, today) <= 7 ? "last-week" : undefined;
}

/** `query` asking for something else of the same days: `change` replaces what it names, and pages begin anew. */
export function asking(query: FilterQuery, change: FilterQuery): FilterQuery {
  const { page: _page, ...others } = query;
  return { ...others, ...change };
}

/** Only the unit, the days and the zone of `query`: what another screen can take over. */
export function sameDays({ unit, range, from, to, zone }: FilterQuery): FilterQuery {
  return { unit, range, from, to, zone };
}

/** The columns that `sort` sorts by, first so; a second time the other way round. Numbers begin with the largest. */
export function sorted(query: FilterQuery, sort: Sort): FilterQuery {
  const current = (query.sort ?? "start") === sort;
  const first = sort === "start" || sort === "unit" ? "asc" : "desc";
  const order = current ? ((query.order ?? first) === "asc" ? "desc" : "asc") : first;
  return asking(query, { sort, order });
}
