import type { Metadata } from "next";
import { adminProfile } from "../../../../auth/admin-profile";
import { Empty } from "../../../../design/notice";
import { PageHeading } from "../../../../design/page-heading";
import { PageSteps } from "../../../../design/page-steps";
import { Panel } from "../../../../design/panel";
import { Cell, HeadCell, Table } from "../../../../design/table";
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
          <Table label="Removed sessions">
            <thead>
              <tr>
                <HeadCell>Session</HeadCell>
                <HeadCell>Of</HeadCell>
                <HeadCell>Unit</HeadCell>
                <HeadCell>Removed</HeadCell>
                <HeadCell>Why</HeadCell>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => {
                const zone = zoneOf(session.unit.id);
                return (
                  <tr key={session.id}>
                    <Cell className="min-w-32 sm:whitespace-nowrap">
                      <TextLink href={`/sessions/${session.id}`}>
                        {formatDatedDay(session.start, zone)}, {formatSessionSpan(session, zone)}
                      </TextLink>
                    </Cell>
                    <Cell className="min-w-32">
                      <bdi>{session.user.name}</bdi>
                    </Cell>
                    <Cell>{session.unit.code}</Cell>
                    <Cell className="min-w-40">
                      {formatDatedMoment(session.removedAt, zone)}, by <bdi>{session.removedBy}</bdi>
                    </Cell>
                    <Cell className="min-w-72 break-words">
                      <bdi>{session.reason}</bdi>
                    </Cell>
                  </tr>
                );
              })}
            </tbody>
          </Table>
        )}
        <PageSteps page={page} total={total} pageSize={PAGE_SIZE} hrefOf={(other) => filterHref(PATH, { page: other })} />
      </Panel>
    </>
  );
}
