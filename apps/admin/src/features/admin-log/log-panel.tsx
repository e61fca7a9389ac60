import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Empty } from "../../design/notice";
import { Panel, PanelHeading } from "../../design/panel";
import { Cell, HeadCell, Table } from "../../design/table";
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
        <Table label="Changes" tabIndex={withUnit ? undefined : 0}>
          <thead>
            <tr>
              <HeadCell>When</HeadCell>
              <HeadCell>Who</HeadCell>
              {withUnit && <HeadCell>Unit</HeadCell>}
              <HeadCell>What</HeadCell>
              <HeadCell>Details</HeadCell>
            </tr>
          </thead>
          <tbody>
            {log.changes.map(({ id, at, actor, unit, action, details }) => (
              <tr key={id}>
                <Cell className="min-w-28 sm:whitespace-nowrap">{formatDatedMoment(at, timezone)}</Cell>
                <Cell className="min-w-32">{actor === null ? "an operator" : <bdi>{actor.name}</bdi>}</Cell>
                {withUnit && (
                  <Cell>{unit === null ? "–" : <TextLink href={`/units/${unit.id}/history`}>{unit.code}</TextLink>}</Cell>
                )}
                <Cell className="min-w-40">{actionWords(action)}</Cell>
                <Cell className="min-w-72 break-words text-muted">
                  {detailWords(details, known)} <SessionLink id={sessionOf(details)} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {children}
    </Panel>
  );
}

function SessionLink({ id }: { id: number | undefined }) {
  return id === undefined ? null : <TextLink href={`/sessions/${id}`}>session {id}</TextLink>;
}
