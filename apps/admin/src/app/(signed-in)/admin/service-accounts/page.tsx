import type { Metadata } from "next";
import { adminProfile } from "../../../../auth/admin-profile";
import { Badge } from "../../../../design/badge";
import { Empty } from "../../../../design/notice";
import { PageHeading } from "../../../../design/page-heading";
import { Panel, PanelHeading } from "../../../../design/panel";
import { Cell, HeadCell, LongTable } from "../../../../design/table";
import { AccountActions } from "../../../../features/admin-services/account-actions";
import { AddAccount } from "../../../../features/admin-services/add-account";
import { RevokeToken } from "../../../../features/admin-services/revoke-token";
import { formatDatedMoment } from "../../../../format/moments";
import { forPage } from "../../../../trpc/server";

const PATH = "/admin/service-accounts";

export const metadata: Metadata = { title: "Service accounts · Administration" };

export default async function ServiceAccountsPage() {
  const { timezone } = await adminProfile(PATH);
  const { accounts } = await forPage(PATH, (procedures) => procedures.serviceAccounts.list());
  const zone = timezone ?? "UTC";
  return (
    <>
      <PageHeading
        title="Service accounts"
        line="Programs of the university, such as OnTrack’s backend, that report acts of others"
      />
      <div className="flex flex-col gap-4">
        {accounts.length === 0 && (
          <Panel>
            <Empty title="No service account yet">
              OnTrack’s backend needs one to report what people do there: make an account and a token for it.
            </Empty>
          </Panel>
        )}
        {accounts.map((account) => (
          <Panel key={account.id} aria-labelledby={`account-${account.id}`}>
            <PanelHeading
              id={`account-${account.id}`}
              title={
                <>
                  <bdi>{account.name}</bdi> {account.closedAt !== null && <Badge>closed</Badge>}
                </>
              }
            >
              <span className="text-sm text-muted">
                {account.createsUnknown
                  ? `creates what nobody knows, units in ${account.timezone.replaceAll("_", " ")}`
                  : "refuses what nobody knows"}
              </span>
            </PanelHeading>
            {account.tokens.length > 0 && (
              <LongTable label={`Tokens of ${account.name}`} className="mb-4 not-print:min-w-176">
                <thead>
                  <tr>
                    <HeadCell className="not-print:w-40 not-print:sm:w-auto">Token</HeadCell>
                    <HeadCell className="not-print:w-48">Last used</HeadCell>
                    <HeadCell className="not-print:w-48">Ends</HeadCell>
                    <HeadCell className="not-print:w-28">
                      <span className="sr-only">Change</span>
                    </HeadCell>
                  </tr>
                </thead>
                <tbody>
                  {account.tokens.map((token) => (
                    <tr key={token.id}>
                      <Cell>
                        <bdi>{token.name}</bdi> {token.expired && <Badge>expired</Badge>}
                      </Cell>
                      <Cell className="print:whitespace-nowrap">
                        {token.lastUsedAt === null ? "never" : formatDatedMoment(token.lastUsedAt, zone)}
                      </Cell>
                      <Cell className="print:whitespace-nowrap">{formatDatedMoment(token.expiresAt, zone)}</Cell>
                      <Cell className="text-right">
                        <RevokeToken tokenId={token.id} name={token.name} />
                      </Cell>
                    </tr>
                  ))}
                </tbody>
              </LongTable>
            )}
            {account.closedAt === null && <AccountActions account={account} />}
          </Panel>
        ))}
        <Panel aria-labelledby="add-heading">
          <PanelHeading id="add-heading" title="Make an account" />
          <AddAccount timezone={zone} />
        </Panel>
      </div>
    </>
  );
}
