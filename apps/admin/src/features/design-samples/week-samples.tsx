import { addMs, formatInstant, HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import { addDays, type LocalDate } from "@tutor-times/core/local-date";
import { dayStarts, instantOfWallTime } from "@tutor-times/core/local-days";
import { prepareWeek } from "../../calendar/prepare-week";
import { WeekCalendar } from "../../calendar/week-calendar";
import { WeekLegend } from "../../calendar/week-legend";
import type { CalendarSession } from "../../calendar/week-types";

const ZONE = "Australia/Melbourne";
const SPRING = "2025-09-29" as LocalDate;
const AUTUMN = "2026-03-30" as LocalDate;

/** Weeks in which an hour is missing and in which one comes twice, with sessions side by side, over midnight, and removed. */
export function WeekSamples() {
  return (
    <>
      <WeekLegend hasRemoved hasMissing />
      {[SPRING, AUTUMN].map((monday) => (
        <SampleWeek key={monday} monday={monday} />
      ))}
    </>
  );
}

function SampleWeek({ monday }: { monday: LocalDate }) {
  const starts = dayStarts(ZONE, monday, addDays(monday, 6));
  const sunday = addDays(monday, 6);
  const wall = (day: number, time: string) => instantOfWallTime(addDays(monday, day), time, ZONE);
  const sessions = [
    sample(1, wall(0, "9:30"), 30, { duringTutorial: true }),
    sample(2, wall(0, "9:40"), 75),
    sample(3, wall(1, "10:00"), 14 * 60),
    sample(4, wall(2, "23:20"), 95),
    sample(5, wall(3, "13:00"), 50, {
      removed: { at: formatInstant(wall(4, "9:00")), by: "Cho Chang", reason: "A demonstration" },
    }),
    ...Array.from({ length: 12 }, (_, index) => sample(10 + index, addMs(wall(4, "10:00"), index * 11 * MINUTE_MS), 3 + index)),
    sample(30, instantOfWallTime(sunday, "1:40", ZONE), 100),
  ];
  const week = prepareWeek({
    days: starts.slice(0, 7).map((start, index) => ({ date: addDays(monday, index), start, end: starts[index + 1] ?? start })),
    timezone: ZONE,
    sessions,
    tutorials: [
      {
        unitId: 1,
        unitCode: "SIT101",
        userId: 1,
        name: "Mon9",
        start: formatInstant(wall(0, "9:00")),
        end: formatInstant(addMs(wall(0, "9:00"), 2 * HOUR_MS)),
      },
    ],
    now: wall(4, "15:30"),
  });
  return (
    <WeekCalendar
      week={week}
      totals={week.days.map(() => "")}
      today={addDays(monday, 4)}
      timezone={ZONE}
      hrefOf={() => "/design"}
      hrefOfDay={() => "/design"}
    />
  );
}

function sample(id: number, start: number, minutes: number, more: Partial<CalendarSession> = {}): CalendarSession {
  const [from, to] = [new Date(start).toISOString(), new Date(start + minutes * MINUTE_MS).toISOString()];
  return {
    id,
    userId: 1,
    userName: "Ada Lovelace",
    unitId: 1,
    unitCode: "SIT101",
    start: from,
    end: to,
    countedFrom: from,
    countedMs: minutes * MINUTE_MS,
    durationMinutes: minutes,
    duringTutorial: false,
    continues: false,
    activeMs: 0,
    activities: 1,
    assessments: 0,
    commentsAdded: 0,
    submissionsOpened: 1,
    removed: null,
    ...more,
  };
}
