import type { Metadata } from "next";
import { Loaded } from "../../../../../design/loaded";
import { PageHeading } from "../../../../../design/page-heading";
import { SessionListShape } from "../../../../../features/sessions/session-list-shape";
import { WhereItWent } from "../../../../../features/where/where-it-went";
import { FilterBar } from "../../../../../filters/filter-bar";
import { filterHref, sameDays } from "../../../../../filters/href";
import type { SearchParams } from "../../../../../filters/query";
import { unitFilters } from "../../../../../filters/unit-filters";

export const metadata: Metadata = { title: "Students" };

export default async function StudentsPage({
  params,
  searchParams,
}: {
  params: Promise<{ unitId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ unitId }, given] = await Promise.all([params, searchParams]);
  const path = `/units/${unitId}/students`;
  const { unit, rules, address, bar } = await unitFilters(path, unitId, given);
  const { query, filters } = bar;
  return (
    <>
      <PageHeading title={`Students in ${unit.code}`} line="Which students the sessions of the unit were spent on" />
      <FilterBar {...bar} />
      <Loaded what="Where the time went" of={address} shape={<SessionListShape />}>
        <WhereItWent
          path={path}
          query={query}
          filters={filters}
          userId={query.tutor}
          unitId={unit.id}
          by="student"
          rules={rules}
          rowHref={({ id }) => filterHref(`${path}/${id}`, sameDays(query))}
        />
      </Loaded>
    </>
  );
}
