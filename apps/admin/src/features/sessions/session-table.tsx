import type { ReactNode } from "react";
import { Badge } from "../../design/badge";
import { SortHead } from "../../design/sort-head";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { formatCount } from "../../format/change";
import { formatDuration, formatMinutes } from "../../format/duration";
import { formatDate } from "../../format/moments";
import { formatSessionSpan } from "../../format/session-span";
import type { Sort } from "../../filters/query";
import type { SessionColumn, SessionRow } from "./session-columns";

export interface TableOrder {
  readonly sort: Sort;
  readonly order: "asc" | "desc";
  readonly hrefOf: (sort: Sort) => string;
}

/** Sessions as the server sorted them. `hrefOf` leads to a session; `tutorHrefOf`, where there are several, to a tutor's. */
export function SessionTable({
  sessions,
  columns,
  timezone,
  order,
  hrefOf,
  tutorHrefOf,
}: {
  sessions: readonly SessionRow[];
  columns: readonly SessionColumn[];
  timezone: string;
  order: TableOrder;
  hrefOf: (session: SessionRow) => string;
  tutorHrefOf?: ((session: SessionRow) => string) | undefined;
}) {
  const sortedBy = (sort: Sort) => (order.sort === sort ? order.order : undefined);
  return (
    <Table label="Sessions">
      <thead>
        <tr>
          <SortHead name="Start and end" href={order.hrefOf("start")} sorted={sortedBy("start")} />
          {tutorHrefOf !== undefined && <HeadCell>Tutor</HeadCell>}
          {columns.map(({ id, name, sort, isFigure }) =>
            sort === undefined ? (
              <HeadCell key={id} className={isFigure ? FIGURE : undefined}>
                {name}
              </HeadCell>
            ) : (
              <SortHead key={id} name={name} href={order.hrefOf(sort)} sorted={sortedBy(sort)} isFigure={isFigure} />
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.id}>
            <Cell>
              <TextLink href={hrefOf(session)} className="inline-block whitespace-nowrap">
                <span className="block sm:inline">{formatDate(session.start, timezone)},</span>{" "}
                {formatSessionSpan(session, timezone)}
              </TextLink>
              {session.continues && <span className="block text-muted sm:ml-2 sm:inline">continued</span>}
              {session.removed !== null && (
                <span className="mt-1 block max-w-60 text-warn sm:max-w-md">
                  <Badge tone="warn">removed</Badge> by <bdi>{session.removed.by}</bdi>:{" "}
                  <bdi className="break-words">{session.removed.reason}</bdi>
                </span>
              )}
            </Cell>
            {tutorHrefOf !== undefined && (
              <Cell className="min-w-32">
                <TextLink href={tutorHrefOf(session)}>
                  <bdi>{session.userName}</bdi>
                </TextLink>
              </Cell>
            )}
            {columns.map((column) => (
              <ColumnCell key={column.id} column={column} session={session} />
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function ColumnCell({ column, session }: { column: SessionColumn; session: SessionRow }) {
  switch (column.id) {
    case "unit":
      return (
        <Cell className="whitespace-nowrap">
          <span className="mr-2">{session.unitCode}</span>
          {session.duringTutorial && <Badge tone="accent">in a tutorial</Badge>}
        </Cell>
      );
    case "length":
      return <Figure>{formatMinutes(session.durationMinutes)}</Figure>;
    case "counted":
      return <Figure>{session.removed === null ? formatDuration(session.countedMs) : "–"}</Figure>;
    case "attention":
      return <Figure>{session.activeMs === 0 ? <NotObserved /> : formatDuration(session.activeMs)}</Figure>;
    case "assessed":
      return <Count of={session.assessments} />;
    case "opened":
      return <Count of={session.submissionsOpened} />;
    case "comments":
      return <Count of={session.commentsAdded} />;
    case "acts":
      return <Figure>{formatCount(session.activities)}</Figure>;
  }
}

function Figure({ children }: { children: ReactNode }) {
  return <Cell className={FIGURE}>{children}</Cell>;
}

/** A count; a zero stands back. */
function Count({ of: count }: { of: number }) {
  return <Cell className={count === 0 ? `${FIGURE} text-muted` : FIGURE}>{formatCount(count)}</Cell>;
}

/** No client observed attention: that is not the same as none. */
function NotObserved() {
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">not observed</span>
    </span>
  );
}
