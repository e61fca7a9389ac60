import type { Metadata } from "next";
import { ChoiceNav } from "../../../design/choice-nav";
import { Loaded } from "../../../design/loaded";
import { PageHeading } from "../../../design/page-heading";
import { SessionListShape } from "../../../features/sessions/session-list-shape";
import { WhereItWent } from "../../../features/where/where-it-went";
import { FilterBar } from "../../../filters/filter-bar";
import { asking, filterHref } from "../../../filters/href";
import { ownFilters } from "../../../filters/own-filters";
import type { FilterQuery, SearchParams } from "../../../filters/query";

const PATH = "/where";

export const metadata: Metadata = { title: "Where it went" };

export default async function WherePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { profile, query, filters, problems, choices, rules, address } = await ownFilters(PATH, await searchParams);
  return (
    <>
      <PageHeading title="Where it went" line="Which tasks and students your sessions were spent on">
        <By query={query} />
      </PageHeading>
      <FilterBar path={PATH} query={query} filters={filters} choices={choices} problems={problems} />
      <Loaded what="Where your time went" of={address} shape={<SessionListShape />}>
        <WhereItWent path={PATH} query={query} filters={filters} userId={profile.id} rules={rules} />
      </Loaded>
    </>
  );
}

function By({ query }: { query: FilterQuery }) {
  const by = query.by ?? "definition";
  return (
    <ChoiceNav
      label="By"
      className="print:hidden"
      choices={(["definition", "student"] as const).map((one) => ({
        name: one === "definition" ? "By task" : "By student",
        href: filterHref(PATH, asking(query, { by: one, sort: undefined, order: undefined })),
        isShown: one === by,
      }))}
    />
  );
}
