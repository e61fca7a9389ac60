import type { Metadata } from "next";
import { adminProfile } from "../../../../auth/admin-profile";
import { Badge } from "../../../../design/badge";
import { Empty } from "../../../../design/notice";
import { PageHeading } from "../../../../design/page-heading";
import { PageSteps } from "../../../../design/page-steps";
import { Panel } from "../../../../design/panel";
import { Cell, HeadCell, LongTable } from "../../../../design/table";
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
          <LongTable label="Tokens in use" className="not-print:min-w-272">
            <thead>
              <tr>
                <HeadCell className="not-print:w-40 not-print:sm:w-1/5">Name</HeadCell>
                <HeadCell className="not-print:w-1/6">Acts for</HeadCell>
                <HeadCell>May</HeadCell>
                <HeadCell className="not-print:w-48">Last used</HeadCell>
                <HeadCell className="not-print:w-48">Made</HeadCell>
                <HeadCell className="not-print:w-48">Ends</HeadCell>
              </tr>
            </thead>
            <tbody>
              {tokens.map((token) => (
                <tr key={token.id}>
                  <Cell className="print:min-w-32">
                    <bdi>{token.name}</bdi>
                  </Cell>
                  <Cell className="print:min-w-32">
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
                  <Cell className="print:whitespace-nowrap">
                    {token.lastUsedAt === null ? "never" : formatDatedMoment(token.lastUsedAt, zone)}
                  </Cell>
                  <Cell className="print:whitespace-nowrap">{formatDatedMoment(token.createdAt, zone)}</Cell>
                  <Cell className="print:whitespace-nowrap">{formatDatedMoment(token.expiresAt, zone)}</Cell>
                </tr>
              ))}
            </tbody>
          </LongTable>
        )}
        <PageSteps page={page} total={total} pageSize={PAGE_SIZE} hrefOf={(other) => filterHref(PATH, { page: other })} />
      </Panel>
    </>
  );
}
