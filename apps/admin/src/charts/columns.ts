import { addDays, daysBetween, weekdayOf, type LocalDate } from "@tutor-times/core/local-date";
import { formatDayOfMonth, formatDaySpan, formatMonth, formatWeekday } from "../format/days";

/** Above this many days a column is a week. */
const MOST_DAY_COLUMNS = 62;

/** One column of a chart over days: a day, or a week (cut to the range) in long ranges. */
export interface Column<Day> {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** `Mon 17 Nov`, or `17 – 23 Nov` for a week. */
  readonly name: string;
  /** What stands below the column, in up to two lines; none where there is no room. */
  readonly label: readonly string[];
  readonly days: readonly Day[];
  /** `running` holds today and is not over yet; in `future` nothing can have happened: a gap, not a zero. */
  readonly time: "past" | "running" | "future";
}

export interface Columns<Day> {
  readonly unit: "day" | "week";
  readonly columns: readonly Column<Day>[];
}

/** Arranges consecutive days as columns: by day up to 62 days, by calendar week (from Monday) above. */
export function arrangeColumns<Day extends { readonly date: LocalDate }>(days: readonly Day[], today: LocalDate): Columns<Day> {
  const unit = days.length > MOST_DAY_COLUMNS ? "week" : "day";
  const groups = unit === "day" ? days.map((day) => [day]) : groupByWeek(days);
  const columns = groups.flatMap((group): Column<Day>[] => {
    const [from, to] = [group.at(0)?.date, group.at(-1)?.date];
    if (from === undefined || to === undefined) return [];
    const label = unit === "day" ? dayLabel(from, days.length) : weekLabel(from, to);
    return [{ from, to, name: formatDaySpan(from, to), label, days: group, time: timeOf(from, to, today) }];
  });
  return { unit, columns };
}

function groupByWeek<Day extends { readonly date: LocalDate }>(days: readonly Day[]): Day[][] {
  const weeks: Day[][] = [];
  for (const day of days) {
    const current = weeks.at(-1);
    if (current === undefined || weekdayOf(day.date) === "Monday") weeks.push([day]);
    else current.push(day);
  }
  return weeks;
}

function timeOf(from: LocalDate, to: LocalDate, today: LocalDate): Column<unknown>["time"] {
  if (from > today) return "future";
  return to < today ? "past" : "running";
}

function dayLabel(date: LocalDate, dayCount: number): string[] {
  if (dayCount <= 7) return [formatWeekday(date), String(Number(date.slice(8)))];
  if (weekdayOf(date) !== "Monday") return [];
  const everySecond = dayCount > 31 && daysBetween("1970-01-05" as LocalDate, date) % 14 !== 0;
  return everySecond ? [] : [formatDayOfMonth(date)];
}

/** The week in which a month begins carries its name. */
function weekLabel(from: LocalDate, to: LocalDate): string[] {
  const lastOfPrevious = addDays(from, -1);
  return from.slice(0, 7) === lastOfPrevious.slice(0, 7) && from.slice(0, 7) === to.slice(0, 7) ? [] : [formatMonth(to)];
}
