import type { Metadata } from "next";
import Form from "next/form";
import { adminProfile } from "../../../../auth/admin-profile";
import { Badge } from "../../../../design/badge";
import { Button } from "../../../../design/button";
import { Input } from "../../../../design/field";
import { Empty } from "../../../../design/notice";
import { PageHeading } from "../../../../design/page-heading";
import { PageSteps } from "../../../../design/page-steps";
import { Panel, PanelHeading } from "../../../../design/panel";
import { Cell, HeadCell, LongTable } from "../../../../design/table";
import { TextLink } from "../../../../design/text-link";
import { AddPerson } from "../../../../features/admin-people/add-person";
import { ChangePerson } from "../../../../features/admin-people/change-person";
import { ImportPeople } from "../../../../features/admin-people/import-people";
import { parseFilterQuery, type SearchParams } from "../../../../filters/query";
import { formatCount } from "../../../../format/change";
import { EndRole } from "../../../../features/hours/end-role";
import { forPage } from "../../../../trpc/server";

const PATH = "/admin/people";
const PAGE_SIZE = 50;
const LONGEST_SEARCH = 200;

export const metadata: Metadata = { title: "People and roles · Administration" };

export default async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const given = await searchParams;
  const { page = 1 } = parseFilterQuery(given).query;
  const search = ([given["search"]].flat()[0] ?? "").slice(0, LONGEST_SEARCH);
  const hrefOf = (other: number) => `${PATH}?${new URLSearchParams({ search, page: String(other) }).toString()}`;
  const profile = await adminProfile(hrefOf(page));
  const { people, total } = await forPage(hrefOf(page), (procedures) =>
    procedures.admin.people({ search, page, pageSize: PAGE_SIZE }),
  );
  return (
    <>
      <PageHeading title="People and roles" line="Accounts, what they may do, and in which units" />
      <div className="flex flex-col gap-4">
        <Panel aria-labelledby="people-heading">
          <PanelHeading
            id="people-heading"
            title={
              <>
                People <span className="font-normal text-muted">{formatCount(total)}</span>
              </>
            }
          >
            <Form action={PATH} className="flex gap-2">
              <Input
                aria-label="Part of a name, a username or an e-mail address"
                placeholder="Name, username or e-mail"
                name="search"
                type="search"
                defaultValue={search}
                maxLength={LONGEST_SEARCH}
                className="h-8 w-56 px-2 text-sm"
              />
              <Button type="submit" size="sm">
                Find
              </Button>
            </Form>
          </PanelHeading>
          {people.length === 0 ? (
            <Empty title="Nobody is called that">Perhaps part of the name finds them.</Empty>
          ) : (
            <LongTable label="People">
              <thead>
                <tr>
                  <HeadCell className="not-print:w-40 not-print:sm:w-1/4">Name</HeadCell>
                  <HeadCell className="not-print:w-1/6">Username</HeadCell>
                  <HeadCell>Roles in units</HeadCell>
                  <HeadCell className="not-print:w-68">System role and account</HeadCell>
                </tr>
              </thead>
              <tbody>
                {people.map((person) => (
                  <tr key={person.id}>
                    <Cell className="print:min-w-40">
                      <bdi>
                        {person.firstName} {person.lastName}
                      </bdi>{" "}
                      {!person.active && <Badge tone="warn">deactivated</Badge>}
                      <span className="block text-muted">{person.email}</span>
                    </Cell>
                    <Cell>{person.username}</Cell>
                    <Cell className="print:min-w-32">
                      <ul className="flex flex-col gap-1">
                        {person.roles.map(({ unitId, unitCode, role, ended }) => (
                          <li key={`${unitId} ${role}`} className="flex items-baseline gap-3 print:whitespace-nowrap">
                            <span className="min-w-0">
                              <TextLink href={`/units/${unitId}/hours`}>{unitCode}</TextLink> {role}
                            </span>
                            {ended ? (
                              <span className="text-muted">(ended)</span>
                            ) : (
                              <EndRole
                                unit={{ id: unitId, code: unitCode }}
                                user={{ id: person.id, name: `${person.firstName} ${person.lastName}` }}
                                role={role}
                              />
                            )}
                          </li>
                        ))}
                      </ul>
                    </Cell>
                    <Cell>
                      {person.id === profile.id ? (
                        <span className="text-muted">{person.systemRole}, your own account</span>
                      ) : (
                        <ChangePerson person={person} />
                      )}
                    </Cell>
                  </tr>
                ))}
              </tbody>
            </LongTable>
          )}
          <PageSteps page={page} total={total} pageSize={PAGE_SIZE} hrefOf={hrefOf} />
        </Panel>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Panel aria-labelledby="add-heading">
            <PanelHeading id="add-heading" title="Add somebody" />
            <AddPerson />
          </Panel>
          <Panel aria-labelledby="import-heading">
            <PanelHeading id="import-heading" title="Import a list" />
            <ImportPeople />
          </Panel>
        </div>
      </div>
    </>
  );
}
