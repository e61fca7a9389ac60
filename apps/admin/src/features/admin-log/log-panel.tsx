import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Empty } from "../../design/notice";
import { Panel, PanelHeading } from "../../design/panel";
import { Cell, HeadCell, LongTable } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { formatCount } from "../../format/change";
import { formatDatedMoment } from "../../format/moments";
import { actionWords, detailWords, sessionOf } from "./action-words";

type Log = inferRouterOutputs<AppRouter>["admin"]["log"];

/** Who changed what, the latest first. */
export function LogPanel({
  log,
  timezone,
  withUnit,
  children,
}: {
  log: Log;
  timezone: string;
  withUnit: boolean;
  children?: React.ReactNode;
}) {
  const known = { names: log.names, momentWords: (iso: string) => formatDatedMoment(iso, timezone) };
  return (
    <Panel aria-labelledby="log-heading">
      <PanelHeading
        id="log-heading"
        title={
          <>
            Changes <span className="font-normal text-muted">{formatCount(log.total)}</span>
          </>
        }
      />
      {log.changes.length === 0 ? (
        <Empty title="Nothing was changed yet">
          Every change of policy, timetable, staff and hours, and every session that is removed or put back, is noted here.
        </Empty>
      ) : (
        <LongTable label="Changes" tabIndex={withUnit ? undefined : 0}>
          <thead>
            <tr>
              <HeadCell className="not-print:w-28 not-print:sm:w-48">When</HeadCell>
              <HeadCell className="not-print:w-1/6">Who</HeadCell>
              {withUnit && <HeadCell className="not-print:w-1/8">Unit</HeadCell>}
              <HeadCell className="not-print:w-1/5">What</HeadCell>
              <HeadCell>Details</HeadCell>
            </tr>
          </thead>
          <tbody>
            {log.changes.map(({ id, at, actor, unit, action, details }) => (
              <tr key={id}>
                <Cell className="print:whitespace-nowrap">{formatDatedMoment(at, timezone)}</Cell>
                <Cell className="print:min-w-32">{actor === null ? "an operator" : <bdi>{actor.name}</bdi>}</Cell>
                {withUnit && (
                  <Cell>{unit === null ? "–" : <TextLink href={`/units/${unit.id}/history`}>{unit.code}</TextLink>}</Cell>
                )}
                <Cell className="print:min-w-40">{actionWords(action)}</Cell>
                <Cell className="text-muted print:min-w-72">
                  {detailWords(details, known)} <SessionLink id={sessionOf(details)} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </LongTable>
      )}
      {children}
    </Panel>
  );
}

function SessionLink({ id }: { id: number | undefined }) {
  return id === undefined ? null : <TextLink href={`/sessions/${id}`}>session {id}</TextLink>;
}
