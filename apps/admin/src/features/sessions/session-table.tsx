import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Badge } from "../../design/badge";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { formatCount } from "../../format/change";
import { formatDuration, formatMinutes } from "../../format/duration";
import { formatDate } from "../../format/moments";
import { formatSessionSpan } from "../../format/session-span";

export type SessionRow = inferRouterOutputs<AppRouter>["sessions"]["list"]["sessions"][number];

/** Sessions in the order of their start. `hrefOf` is the address at which a session can be quoted. */
export function SessionTable({
  label,
  sessions,
  timezone,
  hrefOf,
}: {
  label: string;
  sessions: readonly SessionRow[];
  timezone: string;
  hrefOf: (session: SessionRow) => string;
}) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>Start and end</HeadCell>
          <HeadCell className={FIGURE}>Length</HeadCell>
          <HeadCell>Unit</HeadCell>
          <HeadCell className={FIGURE}>Attention</HeadCell>
          <HeadCell className={FIGURE}>Assessed</HeadCell>
          <HeadCell className={FIGURE}>Opened</HeadCell>
          <HeadCell className={FIGURE}>Comments</HeadCell>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.id} id={`session-${session.id}`} className="target:bg-accent-soft">
            <Cell>
              <a href={hrefOf(session)} className="inline-block whitespace-nowrap text-accent underline underline-offset-2">
                <span className="block sm:inline">{formatDate(session.start, timezone)},</span>{" "}
                {formatSessionSpan(session, timezone)}
              </a>
              {session.continues && <span className="block text-muted sm:ml-2 sm:inline">continued</span>}
            </Cell>
            <Cell className={FIGURE}>{formatMinutes(session.durationMinutes)}</Cell>
            <Cell className="whitespace-nowrap">
              <span className="mr-2">{session.unitCode}</span>
              {session.duringTutorial && <Badge tone="accent">in a tutorial</Badge>}
            </Cell>
            <Cell className={FIGURE}>{session.activeMs === 0 ? <NotObserved /> : formatDuration(session.activeMs)}</Cell>
            <Cell className={FIGURE}>{formatCount(session.assessments)}</Cell>
            <Cell className={FIGURE}>{formatCount(session.submissionsOpened)}</Cell>
            <Cell className={FIGURE}>{formatCount(session.commentsAdded)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
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
