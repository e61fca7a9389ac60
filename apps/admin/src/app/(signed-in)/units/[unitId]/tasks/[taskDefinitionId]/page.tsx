import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { idIn } from "../../../../../../auth/unit-of-page";
import { BackLink } from "../../../../../../design/back-link";
import { Loaded } from "../../../../../../design/loaded";
import { PageHeading } from "../../../../../../design/page-heading";
import { SessionListShape } from "../../../../../../features/sessions/session-list-shape";
import { TaskFigures } from "../../../../../../features/unit-spent/task-figures";
import { FilterBar } from "../../../../../../filters/filter-bar";
import { filterHref, sameDays } from "../../../../../../filters/href";
import type { SearchParams } from "../../../../../../filters/query";
import { unitFilters } from "../../../../../../filters/unit-filters";
import { forPage } from "../../../../../../trpc/server";

export const metadata: Metadata = { title: "Task" };

export default async function TaskPage({
  params,
  searchParams,
}: {
  params: Promise<{ unitId: string; taskDefinitionId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ unitId, taskDefinitionId: given }, search] = await Promise.all([params, searchParams]);
  const path = `/units/${unitId}/tasks/${given}`;
  const { unit, rules, address, bar } = await unitFilters(path, unitId, search);
  const { query, filters } = bar;
  const taskDefinitionId = idIn(given) ?? notFound();
  const { from, to, timezone } = filters;
  const { about } = await forPage(address, (procedures) =>
    procedures.sessions.browse({ unitId: unit.id, taskDefinitionId, from, to, timezone, pageSize: 1 }),
  );
  if (about.task === null) notFound();
  const shared = { path, query, filters, rules, unitId: unit.id };
  return (
    <>
      <BackLink href={filterHref(`/units/${unit.id}/tasks`, sameDays(query))}>Tasks in {unit.code}</BackLink>
      <PageHeading title={<bdi>{about.task}</bdi>} line={`Marking in ${unit.code}`} />
      <FilterBar {...bar} />
      <Loaded what="The figures" of={address} shape={<SessionListShape />}>
        <TaskFigures {...shared} taskDefinitionId={taskDefinitionId} />
      </Loaded>
    </>
  );
}
