import { DaysPanel } from "../../charts/days-panel";
import { buttonLook } from "../../design/button";
import { Empty } from "../../design/notice";
import { Panel } from "../../design/panel";
import { TextLink } from "../../design/text-link";
import { asking, filterHref, sameDays, withDays } from "../../filters/href";
import { previousWords, reportOf } from "../../filters/previous";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import type { CountingRules } from "../../format/counting-rules";
import { forPage } from "../../trpc/server";
import Link from "next/link";
import { FiguresTiles } from "./figures-tiles";

const SESSIONS = "/sessions";

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
      previous === null ? null : procedures.reports.tutor({ ...reportOf(previous), timezone, ...units }),
    ]),
  );
  const before = earlier === null || previous === null ? null : { report: earlier, days: previousWords(previous, timezone) };
  const days = sameDays(query);
  return (
    <div className="flex flex-col gap-4">
      <FiguresTiles
        report={report}
        before={before}
        rules={rules}
        sessionsWith={(narrowing) => filterHref(SESSIONS, asking(days, narrowing))}
      />
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
          hrefOf={(one) => filterHref(SESSIONS, withDays(days, { range: "custom", from: one.from, to: one.to }))}
        />
      )}
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm print:hidden">
        <TextLink href={filterHref(SESSIONS, days)}>The sessions of these days</TextLink>
        <TextLink href={filterHref("/week", days)}>The week as a calendar</TextLink>
        <TextLink href={filterHref("/where", days)}>Where the time went</TextLink>
      </p>
    </div>
  );
}
