import type { Metadata } from "next";
import { adminProfile } from "../../../../auth/admin-profile";
import { Empty } from "../../../../design/notice";
import { PageHeading } from "../../../../design/page-heading";
import { PageSteps } from "../../../../design/page-steps";
import { Panel } from "../../../../design/panel";
import { Cell, HeadCell, LongTable } from "../../../../design/table";
import { TextLink } from "../../../../design/text-link";
import { filterHref } from "../../../../filters/href";
import { parseFilterQuery, type SearchParams } from "../../../../filters/query";
import { formatDatedDay, formatDatedMoment } from "../../../../format/moments";
import { formatSessionSpan } from "../../../../format/session-span";
import { forPage } from "../../../../trpc/server";

const PATH = "/admin/removed";
const PAGE_SIZE = 50;

export const metadata: Metadata = { title: "Removed sessions · Administration" };

export default async function RemovedPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { page = 1 } = parseFilterQuery(await searchParams).query;
  const address = filterHref(PATH, { page });
  const profile = await adminProfile(address);
  const { sessions, total } = await forPage(address, (procedures) =>
    procedures.admin.removedSessions({ page, pageSize: PAGE_SIZE }),
  );
  const zoneOf = (unitId: number) => profile.units.find(({ id }) => id === unitId)?.timezone ?? "UTC";
  return (
    <>
      <PageHeading title="Removed sessions" line="They count in no figure; whoever removed one said why. Times of each unit" />
      <Panel>
        {sessions.length === 0 ? (
          <Empty title="No session is removed">A session that a convenor removes stands here until it is put back.</Empty>
        ) : (
          <LongTable label="Removed sessions" className="not-print:min-w-256">
            <thead>
              <tr>
                <HeadCell className="not-print:w-40 not-print:sm:w-64">Session</HeadCell>
                <HeadCell className="not-print:w-1/8">Of</HeadCell>
                <HeadCell className="not-print:w-1/8">Unit</HeadCell>
                <HeadCell className="not-print:w-48">Removed</HeadCell>
                <HeadCell>Why</HeadCell>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => {
                const zone = zoneOf(session.unit.id);
                return (
                  <tr key={session.id}>
                    <Cell className="print:whitespace-nowrap">
                      <TextLink href={`/sessions/${session.id}`}>
                        {formatDatedDay(session.start, zone)}, {formatSessionSpan(session, zone)}
                      </TextLink>
                    </Cell>
                    <Cell className="print:min-w-32">
                      <bdi>{session.user.name}</bdi>
                    </Cell>
                    <Cell>{session.unit.code}</Cell>
                    <Cell className="print:min-w-40">
                      {formatDatedMoment(session.removedAt, zone)}, by <bdi>{session.removedBy}</bdi>
                    </Cell>
                    <Cell className="print:min-w-72">
                      <bdi>{session.reason}</bdi>
                    </Cell>
                  </tr>
                );
              })}
            </tbody>
          </LongTable>
        )}
        <PageSteps page={page} total={total} pageSize={PAGE_SIZE} hrefOf={(other) => filterHref(PATH, { page: other })} />
      </Panel>
    </>
  );
}
