import type { Metadata } from "next";
import { isStaff, signedInProfile, staffUnits, type Profile } from "../../auth/profile";
import { Loaded } from "../../design/loaded";
import { PageHeading } from "../../design/page-heading";
import { OwnHours } from "../../features/hours/own-hours";
import { MarkingNow } from "../../features/marking-now/marking-now";
import { FiguresOfDays } from "../../features/my-marking/figures-of-days";
import { NothingHere } from "../../features/my-marking/nothing-here";
import { FiguresShape } from "../../features/my-marking/shapes";
import { FilterBar } from "../../filters/filter-bar";
import { filterHref } from "../../filters/href";
import { filtersOf } from "../../filters/own-filters";
import { parseFilterQuery, type SearchParams } from "../../filters/query";
import { forPage } from "../../trpc/server";

const PATH = "/";

export const metadata: Metadata = { title: "My marking" };

export default async function HomePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const given = await searchParams;
  const profile = await signedInProfile(filterHref(PATH, parseFilterQuery(given).query));
  return isStaff(profile) ? <MyMarking profile={profile} given={given} /> : <NothingHere />;
}

async function MyMarking({ profile, given }: { profile: Profile; given: SearchParams }) {
  const { query, filters, problems, choices, rules, address } = filtersOf(profile, PATH, given);
  const current = await forPage(address, (procedures) => procedures.tracker.current());
  return (
    <>
      <PageHeading title="My marking" line={<bdi>{`${profile.firstName} ${profile.lastName}`}</bdi>}>
        <MarkingNow initial={current} empty="Nothing is being counted right now." />
      </PageHeading>
      <OwnHours
        userId={profile.id}
        units={staffUnits(profile).filter(
          ({ id, active, role }) => active && role !== "Admin" && (query.unit === undefined || query.unit === id),
        )}
        address={address}
      />
      <FilterBar path={PATH} query={query} filters={filters} choices={choices} problems={problems} />
      <Loaded what="Your figures" of={address} shape={<FiguresShape />}>
        <FiguresOfDays path={PATH} query={query} filters={filters} rules={rules} />
      </Loaded>
    </>
  );
}
