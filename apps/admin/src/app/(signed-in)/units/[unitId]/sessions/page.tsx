import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { signedInProfile } from "../../../../../auth/profile";
import { overseenUnit } from "../../../../../auth/unit-of-page";
import { Loaded } from "../../../../../design/loaded";
import { PageHeading } from "../../../../../design/page-heading";
import { SessionList } from "../../../../../features/sessions/session-list";
import { SessionListShape } from "../../../../../features/sessions/session-list-shape";
import { FilterBar } from "../../../../../filters/filter-bar";
import { filterHref } from "../../../../../filters/href";
import { pageFilters } from "../../../../../filters/page-filters";
import { parseFilterQuery, type SearchParams } from "../../../../../filters/query";
import { countingRules } from "../../../../../format/counting-rules";
import { forPage } from "../../../../../trpc/server";

export const metadata: Metadata = { title: "Sessions" };

export default async function TutorSessionsPage({
  params,
  searchParams,
}: {
  params: Promise<{ unitId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ unitId }, given] = await Promise.all([params, searchParams]);
  const path = `/units/${unitId}/sessions`;
  const address = filterHref(path, parseFilterQuery(given).query);
  const profile = await signedInProfile(address);
  const unit = overseenUnit(profile, unitId);
  const { query, filters, problems } = pageFilters(given, () => ({ defaultTimezone: unit.timezone, periods: [unit] }));
  const { from, to, timezone } = filters;
  const userId = query.tutor ?? notFound();
  const { user } = await forPage(address, (procedures) =>
    procedures.reports.tutor({ userId, unitIds: [unit.id], from, to, timezone }),
  );
  const zones = [unit.timezone, profile.timezone].filter((zone) => zone !== null);
  const { tutor: _tutor, page: _page, ...unitQuery } = query;
  return (
    <>
      <Link
        href={filterHref(`/units/${unitId}`, unitQuery)}
        className="mb-2 inline-flex items-center gap-1.5 text-sm text-accent underline-offset-2 hover:underline print:hidden"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {unit.code} · {unit.name}
      </Link>
      <PageHeading
        title={
          <bdi>
            {user.firstName} {user.lastName}
          </bdi>
        }
        line={`Sessions in ${unit.code}`}
      />
      <FilterBar path={path} query={query} filters={filters} choices={{ units: [], zones }} problems={problems} />
      <Loaded what="The sessions" of={address} shape={<SessionListShape />}>
        <SessionList
          path={path}
          query={query}
          filters={filters}
          userId={user.id}
          unitId={unit.id}
          rule={countingRules([unit]).session}
          empty={`Sessions appear here when ${user.firstName} opens, comments on or assesses a task of this unit.`}
        />
      </Loaded>
    </>
  );
}
