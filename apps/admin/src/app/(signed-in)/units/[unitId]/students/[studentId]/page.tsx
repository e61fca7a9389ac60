import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { idIn } from "../../../../../../auth/unit-of-page";
import { BackLink } from "../../../../../../design/back-link";
import { Loaded } from "../../../../../../design/loaded";
import { PageHeading } from "../../../../../../design/page-heading";
import { SessionListShape } from "../../../../../../features/sessions/session-list-shape";
import { StudentFigures } from "../../../../../../features/unit-spent/student-figures";
import { FilterBar } from "../../../../../../filters/filter-bar";
import { filterHref, sameDays } from "../../../../../../filters/href";
import type { SearchParams } from "../../../../../../filters/query";
import { unitFilters } from "../../../../../../filters/unit-filters";
import { forPage } from "../../../../../../trpc/server";

export const metadata: Metadata = { title: "Student" };

export default async function StudentPage({
  params,
  searchParams,
}: {
  params: Promise<{ unitId: string; studentId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ unitId, studentId: given }, search] = await Promise.all([params, searchParams]);
  const path = `/units/${unitId}/students/${given}`;
  const { unit, rules, address, bar } = await unitFilters(path, unitId, search);
  const { query, filters } = bar;
  const studentId = idIn(given) ?? notFound();
  const { from, to, timezone } = filters;
  const { about } = await forPage(address, (procedures) =>
    procedures.sessions.browse({ unitId: unit.id, studentId, from, to, timezone, pageSize: 1 }),
  );
  if (about.student === null) notFound();
  const shared = { path, query, filters, rules, unitId: unit.id };
  return (
    <>
      <BackLink href={filterHref(`/units/${unit.id}/students`, sameDays(query))}>Students in {unit.code}</BackLink>
      <PageHeading title={<bdi>{about.student}</bdi>} line={`Marking in ${unit.code}`} />
      <FilterBar {...bar} />
      <Loaded what="The figures" of={address} shape={<SessionListShape />}>
        <StudentFigures {...shared} studentId={studentId} />
      </Loaded>
    </>
  );
}
