import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { overseenUnits, staffProfile, type Profile } from "../../../../auth/profile";
import { idIn } from "../../../../auth/unit-of-page";
import { Badge } from "../../../../design/badge";
import { BackLink } from "../../../../design/back-link";
import { AddressProblems } from "../../../../design/notice";
import { PageHeading } from "../../../../design/page-heading";
import type { SessionLinks, ShownSession } from "../../../../features/session/session-types";
import { RemoveSession } from "../../../../features/unit-session/remove-session";
import { RestoreSession } from "../../../../features/unit-session/restore-session";
import { SessionView } from "../../../../features/session/session-view";
import { filterHref } from "../../../../filters/href";
import { pageFilters } from "../../../../filters/page-filters";
import { parseFilterQuery, type SearchParams } from "../../../../filters/query";
import { countingRules } from "../../../../format/counting-rules";
import { dateAt, formatDate } from "../../../../format/moments";
import { formatSessionSpan } from "../../../../format/session-span";
import { RefreshOnChange } from "../../../../live/refresh-on-change";
import { forPage } from "../../../../trpc/server";

export const metadata: Metadata = { title: "Session" };

export default async function SessionPage({
  params,
  searchParams,
}: {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ sessionId: given }, search] = await Promise.all([params, searchParams]);
  const path = `/sessions/${given}`;
  const address = filterHref(path, { zone: parseFilterQuery(search).query.zone });
  const profile = await staffProfile(address);
  const sessionId = idIn(given) ?? notFound();
  const shown = await forPage(address, (procedures) => procedures.sessions.show({ sessionId }));
  const { session, unit, policy } = shown;
  const { query, filters, problems } = pageFilters(search, () => ({
    defaultTimezone: profile.timezone ?? unit.timezone,
    periods: [],
  }));
  const { timezone } = filters;
  const day = dateAt(session.start, timezone);
  const own = session.userId === profile.id;
  const maySettle = !own && overseenUnits(profile).some(({ id }) => id === session.unitId);
  const list = own ? "/sessions" : `/units/${session.unitId}/sessions`;
  const days = { range: "custom", from: day, to: day, zone: query.zone } as const;
  return (
    <>
      <BackLink href={filterHref(list, { ...days, tutor: own ? undefined : session.userId })}>
        Sessions of {formatDate(session.start, timezone)}
      </BackLink>
      <PageHeading
        title={`${formatDate(session.start, timezone)} ${day.slice(0, 4)}, ${formatSessionSpan(session, timezone)}`}
        line={
          <>
            {session.unitCode} · <bdi>{unit.name}</bdi>
            {!own && (
              <>
                {" · "}
                <bdi>{session.userName}</bdi>
              </>
            )}{" "}
            · times in {timezone.replaceAll("_", " ")}
          </>
        }
      >
        <span className="flex flex-wrap gap-2">
          {session.removed !== null && <Badge tone="warn">removed</Badge>}
          {session.continues && <Badge>continued</Badge>}
          {session.duringTutorial && <Badge tone="accent">in a tutorial</Badge>}
        </span>
      </PageHeading>
      <AddressProblems problems={problems} />
      {own && <RefreshOnChange />}
      {maySettle && (
        <div className="mb-4 print:hidden">
          {session.removed === null ? (
            <RemoveSession sessionId={sessionId} ownerName={session.userName} />
          ) : (
            <RestoreSession sessionId={sessionId} />
          )}
        </div>
      )}
      <SessionView
        shown={shown}
        rules={countingRules([{ code: session.unitCode, ...policy }])}
        timezone={timezone}
        links={linksOf(shown, profile, query.zone)}
      />
    </>
  );
}

function linksOf({ session }: ShownSession, profile: Profile, zone: string | undefined): SessionLinks {
  const own = session.userId === profile.id;
  const path = own ? "/sessions" : `/units/${session.unitId}/sessions`;
  const whose = own ? { unit: session.unitId } : { tutor: session.userId };
  const all = { ...whose, range: "period", zone } as const;
  return {
    session: (id) => filterHref(`/sessions/${id}`, { zone }),
    student: ({ student }) => filterHref(path, { ...all, student: student.id }),
    definition: ({ taskDefinitionId }) => filterHref(path, { ...all, task: taskDefinitionId }),
  };
}
