import type { Metadata } from "next";
import { signedInProfile } from "../../../../../auth/profile";
import { overseenUnit } from "../../../../../auth/unit-of-page";
import { PageHeading } from "../../../../../design/page-heading";
import { PageSteps } from "../../../../../design/page-steps";
import { LogPanel } from "../../../../../features/admin-log/log-panel";
import { filterHref } from "../../../../../filters/href";
import { parseFilterQuery, type SearchParams } from "../../../../../filters/query";
import { forPage } from "../../../../../trpc/server";

const PAGE_SIZE = 50;

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({
  params,
  searchParams,
}: {
  params: Promise<{ unitId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ unitId }, given] = await Promise.all([params, searchParams]);
  const path = `/units/${unitId}/history`;
  const { page = 1 } = parseFilterQuery(given).query;
  const address = filterHref(path, { page });
  const unit = overseenUnit(await signedInProfile(address), unitId);
  const log = await forPage(address, (procedures) => procedures.admin.log({ unitId: unit.id, page, pageSize: PAGE_SIZE }));
  return (
    <>
      <PageHeading
        title={`History of ${unit.code}`}
        line={`Who changed what, the latest first; times in ${unit.timezone.replaceAll("_", " ")}`}
      />
      <LogPanel log={log} timezone={unit.timezone} withUnit={false}>
        <PageSteps page={page} total={log.total} pageSize={PAGE_SIZE} hrefOf={(other) => filterHref(path, { page: other })} />
      </LogPanel>
    </>
  );
}
