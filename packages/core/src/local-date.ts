/** A calendar date without a zone, `2025-10-08`, of a year from 1970 to 9998, so that the day after it is one, too. Never mixed with instants. */
export type LocalDate = string & { readonly __localDate: true };

const PATTERN = /^(?!9999)(19[7-9]\d|[2-9]\d{3})-(\d\d)-(\d\d)$/;

/** Parses `2025-10-08`. Throws RangeError if it is no date of the calendar (`2025-02-30`) or of another year. */
export function parseLocalDate(text: string): LocalDate {
  const [, year, month, day] = PATTERN.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) throw new RangeError(`"${text}" is no date`);
  return text as LocalDate;
}

/** The date `days` calendar days after `date` (before it if negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10) as LocalDate;
}

/** How many calendar days `to` lies after `from`; 0 for the same day. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Every date from `from` to `to`, both included; none if `to` lies before `from`. */
export function datesFrom(from: LocalDate, to: LocalDate): LocalDate[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}

/** The weekdays as tutorials name them, Monday first. */
export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The weekday of a date. */
export function weekdayOf(date: LocalDate): Weekday {
  const sundayFirst = new Date(`${date}T00:00:00Z`).getUTCDay();
  return WEEKDAYS[(sundayFirst + 6) % 7] ?? "Monday";
}
