import Link from "next/link";
import { DaysPanel } from "../../charts/days-panel";
import { buttonLook } from "../../design/button";
import { Empty } from "../../design/notice";
import { Panel } from "../../design/panel";
import { filterHref, withDays } from "../../filters/href";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import type { CountingRules } from "../../format/counting-rules";
import { formatDaySpan } from "../../format/days";
import { forPage } from "../../trpc/server";
import { FiguresTiles } from "./figures-tiles";

/** The figures of the viewer's own marking in the range, and how they lie over its days. */
export async function FiguresOfDays({
  path,
  query,
  filters,
  rules,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  rules: CountingRules;
}) {
  const { from, to, timezone, previous } = filters;
  const units = query.unit === undefined ? {} : { unitIds: [query.unit] };
  const [report, earlier] = await forPage(filterHref(path, query), (procedures) =>
    Promise.all([
      procedures.reports.tutor({ from, to, timezone, ...units }),
      previous === null ? null : procedures.reports.tutor({ ...previous, timezone, ...units }),
    ]),
  );
  const before =
    earlier === null || previous === null ? null : { figures: earlier.total, days: formatDaySpan(previous.from, previous.to) };
  return (
    <div className="flex flex-col gap-4">
      <FiguresTiles total={report.total} before={before} rules={rules} />
      {report.total.markingMs === 0 ? (
        <Panel>
          <Empty
            title="No marking was counted in these days"
            action={
              <Link href="/desk" className={buttonLook({ tone: "primary" })}>
                Open the marking desk
              </Link>
            }
          >
            Time is counted by itself: open a submission on the marking desk or in OnTrack, read, comment and set a status, and it
            appears here within a minute.
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
