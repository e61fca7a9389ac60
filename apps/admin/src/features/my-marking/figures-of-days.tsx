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
import { RefreshOnChange } from "../../live/refresh-on-change";
import { forPage } from "../../trpc/server";
import Link from "next/link";
import { FiguresTiles } from "./figures-tiles";

/** Somebody else's time in a unit, and where the pages about it are. */
export interface OfTutor {
  readonly userId: number;
  readonly unitId: number;
  readonly sessions: string;
  readonly week: string;
  readonly where: string;
}

/** The figures of the viewer's own marking in the range, or of somebody else's, and how they lie over its days. */
export async function FiguresOfDays({
  path,
  query,
  filters,
  rules,
  of,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  rules: CountingRules;
  of?: OfTutor;
}) {
  const { from, to, timezone, previous } = filters;
  const unitId = of?.unitId ?? query.unit;
  const units = {
    ...(unitId === undefined ? {} : { unitIds: [unitId] }),
    ...(of === undefined ? {} : { userId: of.userId }),
  };
  const [report, earlier] = await forPage(filterHref(path, query), (procedures) =>
    Promise.all([
      procedures.reports.tutor({ from, to, timezone, ...units }),
      previous === null ? null : procedures.reports.tutor({ ...reportOf(previous), timezone, ...units }),
    ]),
  );
  const before = earlier === null || previous === null ? null : { report: earlier, days: previousWords(previous, timezone) };
  const sessions = of?.sessions ?? "/sessions";
  const days = of === undefined ? sameDays(query) : { ...sameDays(query), tutor: of.userId };
  return (
    <div className="flex flex-col gap-4">
      {from <= filters.today && filters.today <= to && <RefreshOnChange />}
      <FiguresTiles
        report={report}
        before={before}
        rules={rules}
        sessionsWith={(narrowing) => filterHref(sessions, asking(days, narrowing))}
      />
      {report.total.markingMs === 0 ? (
        <Panel>
          <Empty
            title="No marking was counted in these days"
            action={
              of === undefined && (
                <Link href="/desk" className={buttonLook({ tone: "primary" })}>
                  Open the marking desk
                </Link>
              )
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
          hrefOf={(one) => filterHref(sessions, withDays(days, { range: "custom", from: one.from, to: one.to }))}
        />
      )}
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm print:hidden">
        <TextLink href={filterHref(sessions, days)}>The sessions of these days</TextLink>
        <TextLink href={filterHref(of?.week ?? "/week", days)}>The week as a calendar</TextLink>
        <TextLink href={filterHref(of?.where ?? "/where", days)}>Where the time went</TextLink>
      </p>
    </div>
  );
}
