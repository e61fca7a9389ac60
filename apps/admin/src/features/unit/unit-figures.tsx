import { DaysPanel } from "../../charts/days-panel";
import { Empty } from "../../design/notice";
import { Panel } from "../../design/panel";
import { filterHref, withDays } from "../../filters/href";
import { previousWords, reportOf } from "../../filters/previous";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import type { CountingRules } from "../../format/counting-rules";
import { forPage } from "../../trpc/server";
import { TutorTable } from "./tutor-table";
import { UnitTiles } from "./unit-tiles";

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
  const { from, to, timezone, previous } = filters;
  const [report, earlier] = await forPage(filterHref(path, query), (procedures) =>
    Promise.all([
      procedures.reports.unit({ unitId, from, to, timezone }),
      previous === null ? null : procedures.reports.unit({ unitId, ...reportOf(previous), timezone }),
    ]),
  );
  const before = earlier === null || previous === null ? null : { total: earlier.total, days: previousWords(previous, timezone) };
  return (
    <div className="flex flex-col gap-4">
      <UnitTiles report={report} before={before} rules={rules} />
      <TutorTable
        tutors={report.tutors}
        timezone={timezone}
        rules={rules}
        hrefOf={({ user }) => filterHref(`${path}/sessions`, { ...query, tutor: user.id })}
      />
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
          today={filters.today}
          hrefOf={(days) => filterHref(path, withDays(query, { range: "custom", from: days.from, to: days.to }))}
        />
      )}
    </div>
  );
}
