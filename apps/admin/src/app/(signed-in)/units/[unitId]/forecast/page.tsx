import type { Metadata } from "next";
import { Suspense } from "react";
import { Fallible } from "../../../../../design/fallible";
import { Loaded } from "../../../../../design/loaded";
import { PageHeading } from "../../../../../design/page-heading";
import { UntilChosen } from "../../../../../design/until-chosen";
import { ForecastPanels } from "../../../../../features/forecast/forecast-panels";
import { TurnaroundPanel } from "../../../../../features/forecast/turnaround-panel";
import { SessionListShape } from "../../../../../features/sessions/session-list-shape";
import { FilterBar } from "../../../../../filters/filter-bar";
import type { SearchParams } from "../../../../../filters/query";
import { unitFilters } from "../../../../../filters/unit-filters";

export const metadata: Metadata = { title: "Will it be done" };

export default async function ForecastPage({
  params,
  searchParams,
}: {
  params: Promise<{ unitId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ unitId }, given] = await Promise.all([params, searchParams]);
  const path = `/units/${unitId}/forecast`;
  const { unit, address, bar } = await unitFilters(path, unitId, given);
  const { query, filters } = bar;
  const { timezone, today } = filters;
  return (
    <>
      <PageHeading
        title="Will it be done"
        line={`What awaits feedback in ${unit.code} at this moment, and how long students wait`}
      />
      {/* How long the forecast gets nobody knows before it is there: what stands below it appears with it. */}
      <Suspense fallback={<SessionListShape />}>
        <UntilChosen>
          <div className="mb-6 flex flex-col gap-4">
            <Fallible what="The forecast" of={`forecast ${timezone}`}>
              <ForecastPanels unitId={unit.id} timezone={timezone} today={today} address={address} />
            </Fallible>
          </div>
        </UntilChosen>
        <FilterBar {...bar} />
        <Loaded what="The waiting times" of={address} shape={<SessionListShape />}>
          <TurnaroundPanel path={path} query={query} filters={filters} unitId={unit.id} />
        </Loaded>
      </Suspense>
    </>
  );
}
