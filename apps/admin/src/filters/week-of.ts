import { addDays, WEEKDAYS, weekdayOf, type LocalDate } from "@tutor-times/core/local-date";
import type { FilterQuery } from "./query";
import type { Filters } from "./resolve";

/**
 * The calendar week (from Monday) that stands for a range: the one of its first day if it is a week or less, else that of
 * today where today lies in it, else that of its last day.
 */
export function weekOfRange({ from, to, today }: Pick<Filters, "from" | "to" | "today">): { from: LocalDate; to: LocalDate } {
  const monday = mondayOf(from);
  if (to <= addDays(monday, 6)) return { from: monday, to: addDays(monday, 6) };
  const start = mondayOf(from <= today && today <= to ? today : to);
  return { from: start, to: addDays(start, 6) };
}

/** `filters` as those of the week that stands for their range, and the query that asks for it. */
export function asWeek(query: FilterQuery, filters: Filters): { query: FilterQuery; filters: Filters } {
  const week = weekOfRange(filters);
  const isSame = week.from === filters.from && week.to === filters.to;
  if (isSame) return { query, filters };
  return { query: { ...query, range: "custom", ...week }, filters: { ...filters, range: "custom", ...week } };
}

function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, -WEEKDAYS.indexOf(weekdayOf(date)));
}
