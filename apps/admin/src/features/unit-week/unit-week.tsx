import { currentInstant } from "@tutor-times/api/clock";
import { datesFrom, parseLocalDate } from "@tutor-times/core/local-date";
import { prepareWeek, type Week } from "../../calendar/prepare-week";
import { WeekCalendar } from "../../calendar/week-calendar";
import type { CalendarSession, CalendarTutorial } from "../../calendar/week-types";
import { buttonLook } from "../../design/button";
import { ChoiceLink } from "../../design/choice-link";
import { Panel, PanelHeading } from "../../design/panel";
import { TextLink } from "../../design/text-link";
import { asking, filterHref, sameDays, withDays } from "../../filters/href";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import { formatCount } from "../../format/change";
import { forPage } from "../../trpc/server";
import { hiddenIds } from "./hidden-people";
import { PeopleChips, type PersonOfWeek } from "./people-chips";
import { initialsOf, peopleColours } from "./people-colours";

/** A block narrower than this says nothing. */
const NARROWEST_BLOCK_REM = 2;
const MOST_REM = 240;
/** More than these are no picture any more, and a page of megabytes. */
const MOST_SESSIONS = 1_200;

/** The sessions of everybody in a unit over a week, coloured by tutor. */
export async function UnitWeek({
  path,
  query,
  filters,
  unitId,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  unitId: number;
}) {
  const { from, to, timezone, today } = filters;
  const tutor = query.tutor === undefined ? {} : { userId: query.tutor };
  const calendar = await forPage(filterHref(path, query), (procedures) =>
    procedures.sessions.calendar({ unitId, ...tutor, from, to, timezone }),
  );
  const people = peopleOf(calendar.sessions);
  const tooMany = query.hidden === undefined ? beyond(MOST_SESSIONS, people, calendar.sessions) : [];
  const hidden = tooMany.length > 0 ? new Set(tooMany) : hiddenIds(query.hidden);
  const outsideOnly = query.tutorials === "outside";
  const sessions = calendar.sessions.filter(
    ({ userId, removed, duringTutorial }) => !hidden.has(userId) && removed === null && !(outsideOnly && duringTutorial),
  );
  const shown = new Set(sessions.map(({ userId }) => userId));
  const starts = calendar.dayStarts.map((start) => Date.parse(start));
  const days = datesFrom(parseLocalDate(calendar.from), parseLocalDate(calendar.to)).map((date, index) => ({
    date,
    start: starts[index] ?? 0,
    end: starts[index + 1] ?? 0,
  }));
  // Everybody's tutorials at once would shade everything.
  const tutorials = shown.size === 1 ? calendar.tutorials.filter(({ userId }) => shown.has(userId)) : [];
  const week = prepareWeek({ days, timezone, sessions, tutorials, now: currentInstant() });
  const hrefOf = ({ id }: { readonly id: number }) => filterHref(`/sessions/${id}`, { zone: query.zone });
  const nobody = { colour: "var(--accent)", initials: "" };
  const known = new Map(people.map((person) => [person.id, person]));
  return (
    <Panel aria-labelledby="week-heading">
      <PanelHeading
        id="week-heading"
        title={
          <>
            Sessions <span className="font-normal text-muted">{formatCount(sessions.length)}</span>
          </>
        }
      >
        <ChoiceLink
          href={filterHref(path, asking(query, { tutorials: outsideOnly ? undefined : "outside" }))}
          className={buttonLook({ size: "sm" })}
        >
          {outsideOnly ? "Show sessions during tutorials" : "Hide sessions during tutorials"}
        </ChoiceLink>
      </PanelHeading>
      <PeopleChips people={people} hidden={hidden} hrefOf={(ids) => filterHref(path, asking(query, { hidden: ids }))} />
      {tooMany.length > 0 && (
        <p className="mb-3 rounded-lg bg-warn-soft px-4 py-2.5 text-sm text-warn">
          The week has {formatCount(calendar.sessions.length)} sessions, too many for one picture:{" "}
          {formatCount(people.length - tooMany.length)} of {formatCount(people.length)} people are shown. Choose others above.
        </p>
      )}
      <WeekCalendar
        week={week}
        totals={week.days.map(({ blocks }) => {
          const count = new Set(blocks.map(({ session }) => session.id)).size;
          return count === 0 ? "" : count === 1 ? "1 session" : `${formatCount(count)} sessions`;
        })}
        today={today}
        timezone={timezone}
        hrefOf={hrefOf}
        hrefOfDay={(date) =>
          filterHref(`/units/${unitId}/sessions`, withDays({ zone: query.zone }, { range: "custom", from: date, to: date }))
        }
        personOf={({ userId }) => known.get(userId) ?? nobody}
        minWidth={`${widthOf(week)}rem`}
      />
      {sessions.length === 0 && (
        <p className="mt-4 text-center text-sm text-muted">
          No sessions of whom is shown lie in this week. They appear here when somebody opens, comments on or assesses a task.
        </p>
      )}
      <p className="mt-3 text-sm print:hidden">
        <TextLink href={filterHref(`/units/${unitId}/sessions`, { ...sameDays(query), tutor: query.tutor })}>
          The same sessions as a table
        </TextLink>
      </p>
    </Panel>
  );
}

/** The people, from the last in the alphabet, without whom no more than `most` sessions are left. */
function beyond(most: number, people: readonly PersonOfWeek[], sessions: readonly CalendarSession[]): number[] {
  const counts = new Map<number, number>();
  for (const { userId } of sessions) counts.set(userId, (counts.get(userId) ?? 0) + 1);
  let sum = 0;
  return people.flatMap(({ id }, index) => {
    sum += counts.get(id) ?? 0;
    return sum > most && index > 0 ? [id] : [];
  });
}

const collator = new Intl.Collator("en-AU", { sensitivity: "base" });

/** Whoever has a session in the week, in alphabetical order. */
function peopleOf(sessions: readonly CalendarSession[]): PersonOfWeek[] {
  const names = new Map(sessions.map(({ userId, userName }) => [userId, userName]));
  const colours = peopleColours([...names.keys()]);
  return [...names]
    .map(([id, name]) => ({ id, name, initials: initialsOf(name), colour: colours.get(id) ?? "var(--accent)" }))
    .toSorted((a, b) => collator.compare(a.name, b.name) || a.id - b.id);
}

/** So wide that the narrowest block of the fullest hour can still be hit. */
function widthOf(week: Week<CalendarSession, CalendarTutorial>): number {
  const narrowest = Math.min(1, ...week.days.flatMap(({ blocks }) => blocks.map(({ width }) => width)));
  return Math.min(MOST_REM, Math.max(50, Math.ceil((7 * NARROWEST_BLOCK_REM) / narrowest)));
}
