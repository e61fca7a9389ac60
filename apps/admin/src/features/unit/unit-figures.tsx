import { DaysPanel } from "../../charts/days-panel";
import { Empty } from "../../design/notice";
import { Panel } from "../../design/panel";
import { filterHref, sameDays, withDays } from "../../filters/href";
import { previousWords, reportOf } from "../../filters/previous";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import type { CountingRules } from "../../format/counting-rules";
import { RefreshOnChange } from "../../live/refresh-on-change";
import { forPage } from "../../trpc/server";
import { formatDays } from "../../format/days";
import { HourMapPanel } from "./hour-map-panel";
import { prepareWeeks } from "./prepare-weeks";
import { TutorTable } from "./tutor-table";
import { UnitTiles } from "./unit-tiles";
import { WeeksPanel } from "./weeks-panel";

/** A unit over the range: its figures, its staff, its days. */
export async function UnitFigures({
  path,
  query,
  filters,
  unitId,
  rules,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  unitId: number;
  rules: CountingRules;
}) {
  const { from, to, timezone, previous, today } = filters;
  const [report, earlier, { tutors: hours }, weekly, map] = await forPage(filterHref(path, query), (procedures) =>
    Promise.all([
      procedures.reports.unit({ unitId, from, to, timezone }),
      previous === null ? null : procedures.reports.unit({ unitId, ...reportOf(previous), timezone }),
      procedures.workload.hours({ unitId }),
      procedures.workload.weeks({ unitId, last: to < today ? to : today, timezone }),
      procedures.workload.hourMap({ unitId, from, to, timezone }),
    ]),
  );
  const before = earlier === null || previous === null ? null : { total: earlier.total, days: previousWords(previous, timezone) };
  const { tutors } = report;
  const weeks = prepareWeeks(
    weekly,
    tutors.map(({ user }) => user.id),
    today,
  );
  const hrefOf = ({ user }: (typeof tutors)[number]) => filterHref(`${path}/tutors/${user.id}`, sameDays(query));
  return (
    <div className="flex flex-col gap-4">
      {from <= filters.today && filters.today <= to && <RefreshOnChange />}
      <UnitTiles report={report} before={before} rules={rules} />
      <TutorTable tutors={tutors} timezone={timezone} rules={rules} hours={hours} weeks={weeks} hrefOf={hrefOf} />
      {report.total.markingMs === 0 ? (
        <Panel>
          <Empty title="No marking was counted in these days">
            The bars of the unit’s days stand here as soon as somebody who teaches in it opens a submission, comments or sets a
            status.
          </Empty>
        </Panel>
      ) : (
        <DaysPanel
          days={report.days}
          today={today}
          hrefOf={(days) => filterHref(path, withDays(query, { range: "custom", from: days.from, to: days.to }))}
        />
      )}
      {weekly.tutors.length > 0 && (
        <WeeksPanel
          weeks={weeks}
          tutors={tutors.map((tutor) => ({
            id: tutor.user.id,
            name: `${tutor.user.firstName} ${tutor.user.lastName}`,
            href: hrefOf(tutor),
          }))}
        />
      )}
      {map.hours.length > 0 && <HourMapPanel hours={map.hours} days={formatDays(from, to)} />}
    </div>
  );
}
