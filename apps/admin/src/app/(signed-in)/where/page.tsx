import type { Metadata } from "next";
import Link from "next/link";
import { Loaded } from "../../../design/loaded";
import { PageHeading } from "../../../design/page-heading";
import { mergeClasses } from "../../../design/merge-classes";
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
    <nav aria-label="By" className="flex rounded-lg border border-line bg-surface p-0.5 print:hidden">
      {(["definition", "student"] as const).map((one) => (
        <Link
          key={one}
          href={filterHref(PATH, asking(query, { by: one, sort: undefined, order: undefined }))}
          aria-current={one === by ? "true" : undefined}
          className={mergeClasses(
            "rounded-md px-3 py-1.5 text-sm font-medium",
            one === by ? "bg-accent-soft text-accent-strong" : "text-muted hover:text-ink",
          )}
        >
          {one === "definition" ? "By task" : "By student"}
        </Link>
      ))}
    </nav>
  );
}
