import type { Metadata } from "next";
import { signedInProfile } from "../../../../auth/profile";
import { overseenUnit } from "../../../../auth/unit-of-page";
import { Loaded } from "../../../../design/loaded";
import { PageHeading } from "../../../../design/page-heading";
import { Downloads, type FileToGet } from "../../../../features/unit-downloads/downloads";
import { UnitShape } from "../../../../features/unit/shapes";
import { UnitFigures } from "../../../../features/unit/unit-figures";
import { FilterBar } from "../../../../filters/filter-bar";
import { filterHref } from "../../../../filters/href";
import { pageFilters } from "../../../../filters/page-filters";
import { parseFilterQuery, type SearchParams } from "../../../../filters/query";
import type { Filters } from "../../../../filters/resolve";
import { countingRules } from "../../../../format/counting-rules";

export const metadata: Metadata = { title: "Unit" };

export default async function UnitPage({
  params,
  searchParams,
}: {
  params: Promise<{ unitId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ unitId }, given] = await Promise.all([params, searchParams]);
  const path = `/units/${unitId}`;
  const profile = await signedInProfile(filterHref(path, parseFilterQuery(given).query));
  const unit = overseenUnit(profile, unitId);
  const { query, filters, problems } = pageFilters(given, () => ({ defaultTimezone: unit.timezone, periods: [unit] }));
  const zones = [unit.timezone, profile.timezone].filter((zone) => zone !== null);
  return (
    <>
      <PageHeading title={`${unit.code} · ${unit.name}`} line={unit.active ? undefined : "This unit is archived."}>
        <Downloads files={filesOf(unit, filters)} />
      </PageHeading>
      <FilterBar path={path} query={query} filters={filters} choices={{ units: [], zones }} problems={problems} />
      <Loaded what="The unit’s figures" of={filterHref(path, query)} shape={<UnitShape />}>
        <UnitFigures path={path} query={query} filters={filters} unitId={unit.id} rules={countingRules([unit])} />
      </Loaded>
    </>
  );
}

/** The files that convenors take home, of the days that are shown: a workbook, and OnTrack's two tables. */
function filesOf({ id, code }: { id: number; code: string }, { from, to, timezone }: Filters): FileToGet[] {
  const days = new URLSearchParams({ from, to, timezone }).toString();
  const ontrack = new URLSearchParams({ start_date: from, end_date: to, timezone }).toString();
  const csv = `/downloads/csv/units/${id}`;
  return [
    { name: "Excel", href: `/downloads/units/${id}/workbook?${days}`, filename: `${code}.xlsx` },
    { name: "Tutor times (CSV)", href: `${csv}/tutor_times_summary?${ontrack}`, filename: `${code}-tutor-times.csv` },
    { name: "My sessions (CSV)", href: `${csv}/my_marking_sessions?${ontrack}`, filename: `${code}-marking-sessions.csv` },
  ];
}
