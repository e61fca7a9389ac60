import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { idIn } from "../../../../../../auth/unit-of-page";
import { BackLink } from "../../../../../../design/back-link";
import { Loaded } from "../../../../../../design/loaded";
import { PageHeading } from "../../../../../../design/page-heading";
import { HoursOfOne } from "../../../../../../features/hours/hours-of-one";
import { FiguresOfDays } from "../../../../../../features/my-marking/figures-of-days";
import { FiguresShape } from "../../../../../../features/my-marking/shapes";
import { SessionList } from "../../../../../../features/sessions/session-list";
import { SessionListShape } from "../../../../../../features/sessions/session-list-shape";
import { FilterBar } from "../../../../../../filters/filter-bar";
import { filterHref, sameDays } from "../../../../../../filters/href";
import type { SearchParams } from "../../../../../../filters/query";
import { unitFilters } from "../../../../../../filters/unit-filters";
import { forPage } from "../../../../../../trpc/server";

export const metadata: Metadata = { title: "Tutor" };

export default async function TutorPage({
  params,
  searchParams,
}: {
  params: Promise<{ unitId: string; userId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ unitId, userId: given }, search] = await Promise.all([params, searchParams]);
  const path = `/units/${unitId}/tutors/${given}`;
  const { unit, rules, address, bar } = await unitFilters(path, unitId, search);
  const { query, filters } = bar;
  const userId = idIn(given) ?? notFound();
  const { from, to, timezone } = filters;
  const [user, hours] = await forPage(address, (procedures) =>
    Promise.all([
      procedures.reports.tutor({ userId, unitIds: [unit.id], from, to, timezone }).then((report) => report.user),
      procedures.workload.hours({ unitId: unit.id }),
    ]),
  );
  const base = `/units/${unit.id}`;
  const of = { userId, unitId: unit.id, sessions: `${base}/sessions`, week: `${base}/week`, where: `${base}/tasks` };
  return (
    <>
      <BackLink href={filterHref(base, sameDays(query))}>
        {unit.code} · <bdi>{unit.name}</bdi>
      </BackLink>
      <PageHeading
        title={
          <bdi>
            {user.firstName} {user.lastName}
          </bdi>
        }
        line={`Marking in ${unit.code}`}
      />
      <FilterBar {...bar} />
      <div className="mb-4">
        <HoursOfOne hours={hours.tutors.find((tutor) => tutor.user.id === userId)} />
      </div>
      <Loaded what="The tutor’s figures" of={`figures ${address}`} shape={<FiguresShape />}>
        <FiguresOfDays path={path} query={query} filters={filters} rules={rules} of={of} />
      </Loaded>
      <div className="mt-4">
        <Loaded what="The sessions" of={`sessions ${address}`} shape={<SessionListShape />}>
          <SessionList
            path={path}
            query={query}
            filters={filters}
            userId={userId}
            unitId={unit.id}
            rule={rules.session}
            empty={`Sessions appear here when ${user.firstName} opens, comments on or assesses a task of this unit.`}
          />
        </Loaded>
      </div>
    </>
  );
}
