import type { Metadata } from "next";
import { signedInProfile } from "../../../../../auth/profile";
import { overseenUnit } from "../../../../../auth/unit-of-page";
import { BackLink } from "../../../../../design/back-link";
import { Loaded } from "../../../../../design/loaded";
import { PageHeading } from "../../../../../design/page-heading";
import { SessionList } from "../../../../../features/sessions/session-list";
import { SessionListShape } from "../../../../../features/sessions/session-list-shape";
import { FilterBar } from "../../../../../filters/filter-bar";
import { filterHref, sameDays } from "../../../../../filters/href";
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
  const userId = query.tutor;
  const tutor =
    userId === undefined
      ? null
      : await forPage(address, async (procedures) => {
          const { user } = await procedures.reports.tutor({ userId, unitIds: [unit.id], from, to, timezone });
          return user;
        });
  const zones = [unit.timezone, profile.timezone].filter((zone) => zone !== null);
  return (
    <>
      <BackLink href={filterHref(`/units/${unitId}`, sameDays(query))}>
        {unit.code} · <bdi>{unit.name}</bdi>
      </BackLink>
      <PageHeading
        title={
          tutor === null ? (
            `Sessions in ${unit.code}`
          ) : (
            <bdi>
              {tutor.firstName} {tutor.lastName}
            </bdi>
          )
        }
        line={tutor === null ? "Of everybody who marks in it" : `Sessions in ${unit.code}`}
      />
      <FilterBar path={path} query={query} filters={filters} choices={{ units: [], zones }} problems={problems} />
      <Loaded what="The sessions" of={address} shape={<SessionListShape />}>
        <SessionList
          path={path}
          query={query}
          filters={filters}
          userId={tutor?.id}
          unitId={unit.id}
          rule={countingRules([unit]).session}
          empty={`Sessions appear here when ${tutor?.firstName ?? "somebody"} opens, comments on or assesses a task of this unit.`}
        />
      </Loaded>
    </>
  );
}
