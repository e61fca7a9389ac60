import { currentInstant } from "@tutor-times/api/clock";
import { parseLocalDate, datesFrom } from "@tutor-times/core/local-date";
import { TableTwin } from "../../charts/table-twin";
import { Badge } from "../../design/badge";
import { Panel, PanelHeading } from "../../design/panel";
import { TextLink } from "../../design/text-link";
import { filterHref, sameDays, withDays } from "../../filters/href";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import { formatDuration, formatMinutes } from "../../format/duration";
import { formatDate } from "../../format/moments";
import { formatSessionSpan } from "../../format/session-span";
import { RefreshOnChange } from "../../live/refresh-on-change";
import { forPage } from "../../trpc/server";
import { prepareWeek } from "../../calendar/prepare-week";
import { WeekCalendar } from "../../calendar/week-calendar";
import { WeekLegend } from "../../calendar/week-legend";

/** The viewer's own sessions and tutorials of a week. */
export async function OwnWeek({
  path,
  query,
  filters,
  userId,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  userId: number;
}) {
  const { from, to, timezone, today } = filters;
  const unit = query.unit === undefined ? {} : { unitId: query.unit };
  const units = query.unit === undefined ? {} : { unitIds: [query.unit] };
  const [calendar, report] = await forPage(filterHref(path, query), (procedures) =>
    Promise.all([
      procedures.sessions.calendar({ userId, ...unit, from, to, timezone }),
      procedures.reports.tutor({ userId, ...units, from, to, timezone }),
    ]),
  );
  const starts = calendar.dayStarts.map((start) => Date.parse(start));
  const days = datesFrom(parseLocalDate(calendar.from), parseLocalDate(calendar.to)).map((date, index) => ({
    date,
    start: starts[index] ?? 0,
    end: starts[index + 1] ?? 0,
  }));
  const { sessions, tutorials } = calendar;
  const week = prepareWeek({ days, timezone, sessions, tutorials, now: currentInstant() });
  const hrefOf = ({ id }: { readonly id: number }) => filterHref(`/sessions/${id}`, { zone: query.zone });
  return (
    <Panel aria-labelledby="week-heading">
      {from <= today && today <= to && <RefreshOnChange />}
      <PanelHeading
        id="week-heading"
        title={
          <>
            {formatDuration(report.total.markingMs)} <span className="font-normal text-muted">of marking</span>
          </>
        }
      >
        <WeekLegend
          hasRemoved={sessions.some(({ removed }) => removed !== null)}
          hasMissing={week.days.some(({ missing }) => missing.length > 0)}
        />
      </PanelHeading>
      <WeekCalendar
        week={week}
        totals={report.days.map(({ date, markingMs }) => (markingMs === 0 && date > today ? "" : formatDuration(markingMs)))}
        today={today}
        timezone={timezone}
        hrefOf={hrefOf}
        hrefOfDay={(date) => filterHref("/sessions", withDays(sameDays(query), { range: "custom", from: date, to: date }))}
      />
      {sessions.length === 0 && (
        <p className="mt-4 text-center text-sm text-muted">
          No sessions lie in this week. They appear here by themselves when you open, comment on or assess a task.
        </p>
      )}
      {sessions.length > 0 && (
        <TableTwin
          label="Sessions of the week"
          columns={["Start and end", "Length", "Unit"]}
          rows={sessions.map((session) => ({
            key: String(session.id),
            cells: [
              <TextLink key="session" href={hrefOf(session)}>
                {formatDate(session.start, timezone)}, {formatSessionSpan(session, timezone)}
              </TextLink>,
              formatMinutes(session.durationMinutes),
              <span key="unit" className="inline-flex flex-wrap justify-end gap-1.5">
                {session.removed !== null && <Badge tone="warn">removed</Badge>}
                {session.duringTutorial && <Badge tone="accent">in a tutorial</Badge>}
                {session.unitCode}
              </span>,
            ],
          }))}
        />
      )}
    </Panel>
  );
}
