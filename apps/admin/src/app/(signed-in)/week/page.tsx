import type { Metadata } from "next";
import { Loaded } from "../../../design/loaded";
import { AddressProblems } from "../../../design/notice";
import { PageHeading } from "../../../design/page-heading";
import { Loading, Skeleton } from "../../../design/skeleton";
import { MarkingNow } from "../../../features/marking-now/marking-now";
import { OwnWeek } from "../../../features/week/own-week";
import { ownFilters } from "../../../filters/own-filters";
import type { SearchParams } from "../../../filters/query";
import { RangeSteps, RangeWords } from "../../../filters/range-links";
import { UnitAndZone } from "../../../filters/unit-and-zone";
import { asWeek } from "../../../filters/week-of";
import { ZoneNotice } from "../../../filters/zone-notice";
import { forPage } from "../../../trpc/server";

const PATH = "/week";

export const metadata: Metadata = { title: "Week" };

export default async function WeekPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { profile, problems, choices, address, ...asked } = await ownFilters(PATH, await searchParams);
  const { query, filters } = asWeek(asked.query, asked.filters);
  const current = await forPage(address, (procedures) => procedures.tracker.current());
  return (
    <>
      <PageHeading title="Week" line="Your sessions and tutorials, hour by hour">
        <MarkingNow initial={current} empty="Nothing is being counted right now." />
      </PageHeading>
      <AddressProblems problems={problems} />
      <div className="mb-5">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <RangeSteps path={PATH} query={query} filters={filters} />
          <RangeWords filters={filters} />
          <UnitAndZone path={PATH} query={query} filters={filters} choices={choices} />
        </div>
        <ZoneNotice path={PATH} query={query} timezone={filters.timezone} />
      </div>
      <Loaded what="Your week" of={address} shape={<WeekShape />}>
        <OwnWeek path={PATH} query={query} filters={filters} userId={profile.id} />
      </Loaded>
    </>
  );
}

function WeekShape() {
  return (
    <>
      <Loading what="your week" />
      <Skeleton className="h-[34rem]" />
    </>
  );
}
