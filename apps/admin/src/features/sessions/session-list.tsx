import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ChoiceLink } from "../../design/choice-link";
import { HowCounted } from "../../design/how-counted";
import { Empty } from "../../design/notice";
import { PageSteps } from "../../design/page-steps";
import { Panel, PanelHeading } from "../../design/panel";
import { asking, filterHref, sorted } from "../../filters/href";
import { SORTS, type FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import { formatCount } from "../../format/change";
import { RefreshOnChange } from "../../live/refresh-on-change";
import { forPage } from "../../trpc/server";
import { ColumnChoice } from "./column-choice";
import { Downloads, type SessionSearch } from "./downloads";
import { chosenColumns, COLUMNS_COOKIE } from "./session-columns";
import { SessionFilters, type About } from "./session-filters";
import { SessionTable } from "./session-table";

const PAGE_SIZE = 50;

/** The sessions that the figures of the range are made of: of one member of staff, or of everybody in a unit. */
export async function SessionList({
  path,
  query,
  filters,
  userId,
  unitId,
  rule,
  empty,
  children,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  userId?: number | undefined;
  unitId?: number | undefined;
  rule: string;
  empty: string;
  /** What else can be done with these sessions. */
  children?: ReactNode;
}) {
  const { from, to, timezone, today } = filters;
  const [page, sort] = [query.page ?? 1, SORTS.find((one) => one === query.sort) ?? "start"];
  const order = query.order ?? "asc";
  const search: SessionSearch = {
    ...(userId === undefined ? {} : { userId }),
    ...(unitId === undefined ? {} : { unitId }),
    ...(query.student === undefined ? {} : { studentId: query.student }),
    ...(query.task === undefined ? {} : { taskDefinitionId: query.task }),
    ...(query.tutorials === undefined ? {} : { tutorials: query.tutorials }),
    ...(query.acts === undefined ? {} : { acts: query.acts }),
    withRemoved: query.removed === "shown",
    order: sort,
    descending: order === "desc",
    from,
    to,
    timezone,
  };
  const [found, jar] = await Promise.all([
    forPage(filterHref(path, query), (procedures) => procedures.sessions.browse({ ...search, page, pageSize: PAGE_SIZE })),
    cookies(),
  ]);
  const { sessions, total, removed } = found;
  const columns = chosenColumns(jar.get(COLUMNS_COOKIE)?.value);
  const ids = columns.map(({ id }) => id);
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const withTutor = userId === undefined;
  const { zone } = query;
  return (
    <Panel id="sessions" aria-labelledby="sessions-heading">
      {from <= today && today <= to && <RefreshOnChange />}
      <PanelHeading
        id="sessions-heading"
        title={
          <span className="flex items-center gap-2">
            Sessions <span className="font-normal text-muted">{formatCount(total)}</span>
            <HowCounted figure="Sessions">{rule}</HowCounted>
          </span>
        }
      >
        <span className="flex flex-wrap items-center gap-2 print:hidden">
          <ColumnChoice shown={ids} />
          <Downloads search={search} columns={ids} withTutor={withTutor} name={`sessions ${from} to ${to}`} />
          {children}
        </span>
      </PanelHeading>
      <div className="mb-3">
        <SessionFilters path={path} query={query} about={aboutOf(query, found.about)} />
      </div>
      {removed > 0 && query.removed !== "shown" && (
        <p className="mb-3 rounded-lg bg-warn-soft px-4 py-2.5 text-sm text-warn">
          {removed === 1
            ? "One session of these days was removed"
            : `${formatCount(removed)} sessions of these days were removed`}{" "}
          by a convenor and {removed === 1 ? "is" : "are"} not shown.{" "}
          <ChoiceLink href={filterHref(path, asking(query, { removed: "shown" }))} className="underline underline-offset-2">
            Show {removed === 1 ? "it" : "them"}, and why
          </ChoiceLink>
        </p>
      )}
      {sessions.length === 0 ? (
        <Empty title={total === 0 ? "No sessions lie in these days" : `There is no page ${page}`}>
          {total === 0
            ? isNarrowed(query)
              ? "Perhaps with other filters there are some."
              : empty
            : `The sessions of these days fill ${pages} pages.`}
        </Empty>
      ) : (
        <SessionTable
          sessions={sessions}
          columns={columns}
          timezone={timezone}
          order={{ sort, order, hrefOf: (one) => filterHref(path, sorted(query, one)) }}
          hrefOf={({ id }) => filterHref(`/sessions/${id}`, { zone })}
          tutorHrefOf={withTutor ? (session) => filterHref(path, asking(query, { tutor: session.userId })) : undefined}
        />
      )}
      <PageSteps
        page={page}
        total={total}
        pageSize={PAGE_SIZE}
        hrefOf={(other) => `${filterHref(path, { ...query, page: other })}#sessions`}
      />
    </Panel>
  );
}

function isNarrowed({ student, task, tutorials, acts }: FilterQuery): boolean {
  return [student, task, tutorials, acts].some((filter) => filter !== undefined);
}

function aboutOf(query: FilterQuery, about: { readonly student: string | null; readonly task: string | null }): About[] {
  const [student, task] = [asking(query, { student: undefined }), asking(query, { task: undefined })];
  return [
    ...(about.student === null ? [] : [{ name: about.student, without: student }]),
    ...(about.task === null ? [] : [{ name: about.task, without: task }]),
  ];
}
