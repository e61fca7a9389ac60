import type { LocalDate } from "@tutor-times/core/local-date";
import Link from "next/link";
import { mergeClasses } from "../design/merge-classes";
import { ScrollBox } from "../design/scroll-box";
import { formatDayOfMonth, formatWeekday } from "../format/days";
import type { HourRow } from "./hour-rows";
import type { Week, WeekDay } from "./prepare-week";
import { WeekBlock, type PersonOfBlock } from "./week-block";
import type { CalendarSession, CalendarTutorial } from "./week-types";

/** Draws a prepared week: a column for each day, with its sessions in the order of their starts. */
export function WeekCalendar({
  week,
  totals,
  today,
  timezone,
  hrefOf,
  hrefOfDay,
  personOf,
  minWidth = "50rem",
}: {
  week: Week<CalendarSession, CalendarTutorial>;
  /** What each day comes to, in words. */
  totals: readonly string[];
  today: string;
  timezone: string;
  hrefOf: (session: CalendarSession) => string;
  /** Leads from a day to its sessions. */
  hrefOfDay: (date: LocalDate) => string;
  personOf?: (session: CalendarSession) => PersonOfBlock;
  /** Narrower than this it scrolls sideways. */
  minWidth?: string;
}) {
  const withUnit = new Set(week.days.flatMap(({ blocks }) => blocks.map(({ session }) => session.unitId))).size > 1;
  return (
    <ScrollBox label="Week">
      <div className="grid grid-cols-[3.25rem_repeat(7,minmax(0,1fr))] print:min-w-0!" style={{ minWidth }}>
        <Hours rows={week.rows} height={week.height} />
        {week.days.map((day, index) => (
          <section key={day.date} aria-labelledby={`day-${day.date}`} className="min-w-0 border-l border-line first:border-l-0">
            <h3
              id={`day-${day.date}`}
              className={mergeClasses("h-14 px-1.5 text-sm", day.date === today ? "text-accent-strong" : "text-ink")}
            >
              <Link href={hrefOfDay(day.date)} prefetch={false} className="block underline-offset-2 hover:underline">
                <span className="block font-semibold">
                  {formatWeekday(day.date)} {formatDayOfMonth(day.date)}
                </span>
                <span className="block truncate font-normal text-muted">{totals[index]}</span>
              </Link>
            </h3>
            <DayColumn
              withUnit={withUnit}
              day={day}
              rows={week.rows}
              height={week.height}
              timezone={timezone}
              hrefOf={hrefOf}
              personOf={personOf}
            />
          </section>
        ))}
      </div>
    </ScrollBox>
  );
}

function Hours({ rows, height }: { rows: readonly HourRow[]; height: number }) {
  return (
    <div aria-hidden className="sticky left-0 z-10 bg-surface text-xs text-muted">
      <div className="h-14" />
      <div className="relative" style={{ height }}>
        {rows.map((row) => (
          <span
            key={`${row.hour} ${row.again}`}
            className={mergeClasses(
              "absolute right-2 whitespace-nowrap",
              row.isFolded ? "leading-5" : "-mt-2 bg-surface leading-4",
            )}
            style={{ top: row.top }}
          >
            {row.isFolded ? "⋯" : row.top === 0 ? <span className="relative top-2">{clock(row)}</span> : clock(row)}
          </span>
        ))}
      </div>
    </div>
  );
}

function clock({ hour, again }: HourRow): string {
  return `${again ? "↻ " : ""}${String(hour).padStart(2, "0")}:00`;
}

function DayColumn({
  withUnit,
  personOf,
  day,
  rows,
  height,
  timezone,
  hrefOf,
}: {
  withUnit: boolean;
  personOf: ((session: CalendarSession) => PersonOfBlock) | undefined;
  day: WeekDay<CalendarSession, CalendarTutorial>;
  rows: readonly HourRow[];
  height: number;
  timezone: string;
  hrefOf: (session: CalendarSession) => string;
}) {
  return (
    <div className="relative border-b border-line" style={{ height }}>
      <div aria-hidden>
        {rows.map((row) => (
          <div
            key={`${row.hour} ${row.again}`}
            className={mergeClasses("absolute inset-x-0 border-t border-line", row.isFolded && "bg-sunken/60")}
            style={{ top: row.top, height: row.height }}
          />
        ))}
        {day.missing.map(({ top, height: high }) => (
          <div
            key={top}
            className="no-such-hour absolute inset-x-0"
            style={{ top, height: high }}
            title="Clocks do not show this time on this day"
          />
        ))}
        {day.tutorials.map(({ tutorial, top, height: high }) => (
          <div
            key={`${tutorial.name} ${top}`}
            className="absolute inset-x-0 overflow-hidden border-y border-dashed border-edge bg-sunken"
            style={{ top, height: high }}
          >
            <span className="absolute right-1 bottom-0.5 text-[0.6875rem] text-muted">{tutorial.name}</span>
          </div>
        ))}
      </div>
      {day.blocks.length === 0 ? (
        <p className="sr-only">No sessions</p>
      ) : (
        <ol>
          {day.blocks.map((block, index) => (
            <WeekBlock
              key={`${block.session.id} ${index}`}
              block={block}
              timezone={timezone}
              href={hrefOf(block.session)}
              withUnit={withUnit}
              person={personOf?.(block.session)}
            />
          ))}
        </ol>
      )}
      {day.now !== null && (
        <div aria-hidden className="pointer-events-none absolute inset-x-0 border-t-2 border-bad" style={{ top: day.now }} />
      )}
    </div>
  );
}
