import type { Metadata } from "next";
import { Loaded } from "../../../../../design/loaded";
import { AddressProblems } from "../../../../../design/notice";
import { PageHeading } from "../../../../../design/page-heading";
import { Loading, Skeleton } from "../../../../../design/skeleton";
import { UnitWeek } from "../../../../../features/unit-week/unit-week";
import { filterHref } from "../../../../../filters/href";
import type { SearchParams } from "../../../../../filters/query";
import { RangeSteps, RangeWords } from "../../../../../filters/range-links";
import { UnitAndZone } from "../../../../../filters/unit-and-zone";
import { unitFilters } from "../../../../../filters/unit-filters";
import { asWeek } from "../../../../../filters/week-of";
import { ZoneNotice } from "../../../../../filters/zone-notice";

export const metadata: Metadata = { title: "Week" };

export default async function UnitWeekPage({
  params,
  searchParams,
}: {
  params: Promise<{ unitId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ unitId }, given] = await Promise.all([params, searchParams]);
  const path = `/units/${unitId}/week`;
  const { unit, bar } = await unitFilters(path, unitId, given);
  const { query, filters } = asWeek(bar.query, bar.filters);
  const shared = { path, query, filters };
  return (
    <>
      <PageHeading title={`Week of ${unit.code}`} line="The sessions of everybody, hour by hour" />
      <AddressProblems problems={bar.problems} />
      <div className="mb-5">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <RangeSteps {...shared} />
          <RangeWords filters={filters} />
          <UnitAndZone {...shared} choices={bar.choices} />
        </div>
        <ZoneNotice path={path} query={query} timezone={filters.timezone} />
      </div>
      <Loaded what="The week" of={filterHref(path, query)} shape={<WeekShape />}>
        <UnitWeek {...shared} unitId={unit.id} />
      </Loaded>
    </>
  );
}

function WeekShape() {
  return (
    <>
      <Loading what="the week" />
      <Skeleton className="h-[34rem]" />
    </>
  );
}
