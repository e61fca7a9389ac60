import { CalendarPlus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { buttonLook } from "../../../design/button";
import { ownFilters } from "../../../filters/own-filters";
import { Loaded } from "../../../design/loaded";
import { PageHeading } from "../../../design/page-heading";
import { SessionList } from "../../../features/sessions/session-list";
import { SessionListShape } from "../../../features/sessions/session-list-shape";
import { FilterBar } from "../../../filters/filter-bar";
import type { SearchParams } from "../../../filters/query";

const PATH = "/sessions";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { profile, query, filters, problems, choices, rules, address } = await ownFilters(PATH, await searchParams);
  return (
    <>
      <PageHeading title="Sessions" line="Every sitting of yours, down to the acts it is made of" />
      <FilterBar path={PATH} query={query} filters={filters} choices={choices} problems={problems} />
      <Loaded what="Your sessions" of={address} shape={<SessionListShape />}>
        <SessionList
          path={PATH}
          query={query}
          filters={filters}
          userId={profile.id}
          unitId={query.unit}
          rule={rules.session}
          empty="A session begins when you open a submission, comment on a task or set its status, and appears here within a minute."
        >
          <Link href="/profile#calendar" className={buttonLook({ size: "sm" })}>
            <CalendarPlus aria-hidden className="size-4" />
            Calendar
          </Link>
        </SessionList>
      </Loaded>
    </>
  );
}
