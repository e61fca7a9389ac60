import type { Metadata } from "next";
import { adminProfile } from "../../../../auth/admin-profile";
import { Badge } from "../../../../design/badge";
import { Empty } from "../../../../design/notice";
import { PageHeading } from "../../../../design/page-heading";
import { PageSteps } from "../../../../design/page-steps";
import { Panel } from "../../../../design/panel";
import { Cell, HeadCell, Table } from "../../../../design/table";
import { TextLink } from "../../../../design/text-link";
import { filterHref } from "../../../../filters/href";
import { parseFilterQuery, type SearchParams } from "../../../../filters/query";
import { formatDatedMoment } from "../../../../format/moments";
import { forPage } from "../../../../trpc/server";

const PATH = "/admin/tokens";
const PAGE_SIZE = 50;

export const metadata: Metadata = { title: "Tokens in use · Administration" };

export default async function TokensPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { page = 1 } = parseFilterQuery(await searchParams).query;
  const address = filterHref(PATH, { page });
  const { timezone } = await adminProfile(address);
  const { tokens, total } = await forPage(address, (procedures) => procedures.admin.tokens({ page, pageSize: PAGE_SIZE }));
  const zone = timezone ?? "UTC";
  return (
    <>
      <PageHeading
        title="Tokens in use"
        line={`What programs sign in with, those used last first; times in ${zone.replaceAll("_", " ")}`}
      />
      <Panel>
        {tokens.length === 0 ? (
          <Empty title="No token holds">
            People make tokens for their programs on their profile; those of service accounts are made beside the accounts.
          </Empty>
        ) : (
          <Table label="Tokens in use">
            <thead>
              <tr>
                <HeadCell>Name</HeadCell>
                <HeadCell>Acts for</HeadCell>
                <HeadCell>May</HeadCell>
                <HeadCell>Last used</HeadCell>
                <HeadCell>Made</HeadCell>
                <HeadCell>Ends</HeadCell>
              </tr>
            </thead>
            <tbody>
              {tokens.map((token) => (
                <tr key={token.id}>
                  <Cell className="min-w-32 break-words">
                    <bdi>{token.name}</bdi>
                  </Cell>
                  <Cell className="min-w-32">
                    <TextLink
                      href={
                        token.isService
                          ? "/admin/service-accounts"
                          : `/admin/people?${new URLSearchParams({ search: token.owner }).toString()}`
                      }
                    >
                      <bdi>{token.owner}</bdi>
                    </TextLink>{" "}
                    {token.isService && <Badge>service</Badge>}
                  </Cell>
                  <Cell>{token.scopes.join(", ")}</Cell>
                  <Cell className="whitespace-nowrap">
                    {token.lastUsedAt === null ? "never" : formatDatedMoment(token.lastUsedAt, zone)}
                  </Cell>
                  <Cell className="whitespace-nowrap">{formatDatedMoment(token.createdAt, zone)}</Cell>
                  <Cell className="whitespace-nowrap">{formatDatedMoment(token.expiresAt, zone)}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <PageSteps page={page} total={total} pageSize={PAGE_SIZE} hrefOf={(other) => filterHref(PATH, { page: other })} />
      </Panel>
    </>
  );
}
