import { addDays, type LocalDate } from "@tutor-times/core/local-date";
import { durationTicks } from "../../charts/ticks";
import { formatDaySpan } from "../../format/days";
import { formatDuration } from "../../format/duration";

/** Marking per week and tutor, ready to be drawn: shares are parts of the same height for everybody, from 0 to 1. */
export interface Weeks {
  readonly weeks: readonly Week[];
  /** What the full height stands for. */
  readonly top: string;
  readonly of: ReadonlyMap<number, readonly WeekOfTutor[]>;
}

export interface Week {
  readonly monday: LocalDate;
  /** `29 Sep – 5 Oct` */
  readonly name: string;
  readonly time: "past" | "running" | "future";
}

export interface WeekOfTutor {
  readonly share: number;
  /** What it comes to; null in a week that has not begun, which is a gap and not a zero. */
  readonly value: string | null;
}

interface Report {
  readonly weeks: readonly string[];
  readonly tutors: readonly { readonly userId: number; readonly markingMs: readonly number[] }[];
}

/** Puts everybody's weeks on one scale; whoever marked in none of them has zeros, and coming weeks are gaps. */
export function prepareWeeks(report: Report, userIds: readonly number[], today: LocalDate): Weeks {
  const weeks = report.weeks.map((date): Week => {
    const monday = date as LocalDate;
    const sunday = addDays(monday, 6);
    const time = monday > today ? "future" : sunday < today ? "past" : "running";
    return { monday, name: formatDaySpan(monday, sunday), time };
  });
  const top = durationTicks(Math.max(0, ...report.tutors.flatMap(({ markingMs }) => markingMs))).at(-1) ?? 1;
  const marked = new Map(report.tutors.map(({ userId, markingMs }) => [userId, markingMs]));
  const of = userIds.map((userId) => {
    const lengths = marked.get(userId) ?? [];
    const row = weeks.map(({ time }, index) => {
      const ms = lengths[index] ?? 0;
      return { share: ms / top, value: time === "future" ? null : formatDuration(ms) };
    });
    return [userId, row] as const;
  });
  return { weeks, top: formatDuration(top), of: new Map(of) };
}
