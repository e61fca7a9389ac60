import type { Metadata } from "next";
import { adminProfile } from "../../../../auth/admin-profile";
import { PageHeading } from "../../../../design/page-heading";
import { PageSteps } from "../../../../design/page-steps";
import { LogPanel } from "../../../../features/admin-log/log-panel";
import { filterHref } from "../../../../filters/href";
import { parseFilterQuery, type SearchParams } from "../../../../filters/query";
import { forPage } from "../../../../trpc/server";

const PATH = "/admin/log";
const PAGE_SIZE = 50;

export const metadata: Metadata = { title: "Log of changes · Administration" };

export default async function LogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { page = 1 } = parseFilterQuery(await searchParams).query;
  const address = filterHref(PATH, { page });
  const { timezone } = await adminProfile(address);
  const log = await forPage(address, (procedures) => procedures.admin.log({ page, pageSize: PAGE_SIZE }));
  const zone = timezone ?? "UTC";
  return (
    <>
      <PageHeading title="Log of changes" line={`Who changed what, the latest first; times in ${zone.replaceAll("_", " ")}`} />
      <LogPanel log={log} timezone={zone} withUnit>
        <PageSteps page={page} total={log.total} pageSize={PAGE_SIZE} hrefOf={(other) => filterHref(PATH, { page: other })} />
      </LogPanel>
    </>
  );
}
