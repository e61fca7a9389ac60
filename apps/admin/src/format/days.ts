import { weekdayOf, type LocalDate } from "@tutor-times/core/local-date";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

interface Parts {
  readonly day: number;
  readonly month: string;
  readonly year: string;
}

function partsOf(date: LocalDate): Parts {
  return { day: Number(date.slice(8)), month: MONTHS[Number(date.slice(5, 7)) - 1] ?? "", year: date.slice(0, 4) };
}

/** `Mon` */
export function formatWeekday(date: LocalDate): string {
  return weekdayOf(date).slice(0, 3);
}

/** `Nov` */
export function formatMonth(date: LocalDate): string {
  return partsOf(date).month;
}

/** `17 Nov` */
export function formatDayOfMonth(date: LocalDate): string {
  const { day, month } = partsOf(date);
  return `${day} ${month}`;
}

/** `Mon 17 Nov` */
export function formatDay(date: LocalDate): string {
  return `${formatWeekday(date)} ${formatDayOfMonth(date)}`;
}

/** `17 – 23 Nov`, `29 Sep – 5 Oct`, or `Mon 17 Nov` for a single day. */
export function formatDaySpan(from: LocalDate, to: LocalDate): string {
  if (from === to) return formatDay(from);
  const [a, b] = [partsOf(from), partsOf(to)];
  const sameMonth = a.month === b.month && a.year === b.year;
  return `${sameMonth ? a.day : formatDayOfMonth(from)} – ${formatDayOfMonth(to)}`;
}

/** `17 – 23 Nov 2025`, `29 Sep – 5 Oct 2025`, `29 Dec 2025 – 4 Jan 2026`, or `Mon 17 Nov 2025` for a single day. */
export function formatDays(from: LocalDate, to: LocalDate): string {
  const [fromYear, toYear] = [partsOf(from).year, partsOf(to).year];
  if (fromYear !== toYear) return `${formatDayOfMonth(from)} ${fromYear} – ${formatDayOfMonth(to)} ${toYear}`;
  return `${formatDaySpan(from, to)} ${toYear}`;
}
