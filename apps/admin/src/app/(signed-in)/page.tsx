import type { Metadata } from "next";
import { isStaff, signedInProfile, staffUnits, type Profile } from "../../auth/profile";
import { Loaded } from "../../design/loaded";
import { PageHeading } from "../../design/page-heading";
import { MarkingNow } from "../../features/marking-now/marking-now";
import { FiguresOfDays } from "../../features/my-marking/figures-of-days";
import { NothingHere } from "../../features/my-marking/nothing-here";
import { FiguresShape } from "../../features/my-marking/shapes";
import { SessionList } from "../../features/sessions/session-list";
import { SessionListShape } from "../../features/sessions/session-list-shape";
import { FilterBar } from "../../filters/filter-bar";
import { filterHref } from "../../filters/href";
import { pageFilters } from "../../filters/page-filters";
import { parseFilterQuery, type SearchParams } from "../../filters/query";
import { countingRules } from "../../format/counting-rules";
import { forPage } from "../../trpc/server";

const PATH = "/";

export const metadata: Metadata = { title: "My marking" };

export default async function HomePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const given = await searchParams;
  const profile = await signedInProfile(filterHref(PATH, parseFilterQuery(given).query));
  return isStaff(profile) ? <MyMarking profile={profile} given={given} /> : <NothingHere />;
}

async function MyMarking({ profile, given }: { profile: Profile; given: SearchParams }) {
  const own = staffUnits(profile);
  const { query, filters, problems } = pageFilters(given, ({ unit }) => {
    const shown = own.filter(({ id, active }) => (unit === undefined ? active : id === unit));
    return { defaultTimezone: profile.timezone ?? shown[0]?.timezone ?? own[0]?.timezone ?? "UTC", periods: shown };
  });
  const rules = countingRules(own.filter((unit) => query.unit === undefined || unit.id === query.unit));
  const current = await forPage(PATH, (procedures) => procedures.tracker.current());
  const zones = [profile.timezone, ...own.map((unit) => unit.timezone)].filter((zone) => zone !== null);
  const key = filterHref(PATH, query);
  return (
    <>
      <PageHeading title="My marking" line={`${profile.firstName} ${profile.lastName}`}>
        <MarkingNow initial={current} empty="Nothing is being counted right now." />
      </PageHeading>
      <FilterBar path={PATH} query={query} filters={filters} choices={{ units: own, zones }} problems={problems} />
      <div className="flex flex-col gap-4">
        <Loaded what="Your figures" of={key} shape={<FiguresShape />}>
          <FiguresOfDays path={PATH} query={query} filters={filters} rules={rules} />
        </Loaded>
        <Loaded what="Your sessions" of={key} shape={<SessionListShape />}>
          <SessionList
            path={PATH}
            query={query}
            filters={filters}
            userId={profile.id}
            unitId={query.unit}
            rule={rules.session}
            empty="A session begins when you open a submission, comment on a task or set its status, and appears here within a minute."
          />
        </Loaded>
      </div>
    </>
  );
}
