import Link from "next/link";
import { buttonLook } from "../../design/button";
import { HowCounted } from "../../design/how-counted";
import { Empty } from "../../design/notice";
import { Panel, PanelHeading } from "../../design/panel";
import { filterHref } from "../../filters/href";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import { formatCount } from "../../format/change";
import { dateAt } from "../../format/moments";
import { forPage } from "../../trpc/server";
import { SessionTable } from "./session-table";

const PAGE_SIZE = 50;

/** The sessions of one member of staff that start in the range, page by page. */
export async function SessionList({
  path,
  query,
  filters,
  userId,
  unitId,
  rule,
  empty,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  userId: number;
  unitId?: number | undefined;
  rule: string;
  empty: string;
}) {
  const { from, to, timezone } = filters;
  const page = query.page ?? 1;
  const { sessions, total } = await forPage(filterHref(path, query), (procedures) =>
    procedures.sessions.list({
      userId,
      ...(unitId === undefined ? {} : { unitId }),
      from,
      to,
      timezone,
      page,
      pageSize: PAGE_SIZE,
    }),
  );
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  return (
    <Panel id="sessions" aria-labelledby="sessions-heading">
      <PanelHeading
        id="sessions-heading"
        title={
          <span className="flex items-center gap-2">
            Sessions <span className="font-normal text-muted">{formatCount(total)}</span>
            <HowCounted figure="Sessions">{rule}</HowCounted>
          </span>
        }
      >
        {pages > 1 && <span className="text-sm text-muted">{`page ${page} of ${pages}`}</span>}
      </PanelHeading>
      {sessions.length === 0 ? (
        <Empty title={total === 0 ? "No sessions start in these days" : `There is no page ${page}`}>
          {total === 0 ? empty : `The sessions of these days fill ${pages} pages.`}
        </Empty>
      ) : (
        <SessionTable
          label="Sessions"
          sessions={sessions}
          timezone={timezone}
          hrefOf={(session) => {
            const day = dateAt(session.start, timezone);
            const { page: _page, ...others } = query;
            return `${filterHref(path, { ...others, range: "custom", from: day, to: day, zone: timezone })}#session-${session.id}`;
          }}
        />
      )}
      {pages > 1 && (
        <nav aria-label="Pages" className="mt-4 flex gap-2 print:hidden">
          {page > 1 && (
            <Link
              href={`${filterHref(path, { ...query, page: Math.min(page - 1, pages) })}#sessions`}
              className={buttonLook({ size: "sm" })}
            >
              Earlier
            </Link>
          )}
          {page < pages && (
            <Link href={`${filterHref(path, { ...query, page: page + 1 })}#sessions`} className={buttonLook({ size: "sm" })}>
              Later
            </Link>
          )}
        </nav>
      )}
    </Panel>
  );
}
