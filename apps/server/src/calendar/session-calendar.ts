import { formatMinutes } from "@tutor-times/admin/format/duration";
import { SECOND_MS, type Instant } from "@tutor-times/core/instant";
import type { CalendarEntry } from "@tutor-times/db/sessions/latest-sessions";
import ical, { ICalCalendarMethod, ICalEventTransparency } from "ical-generator";

/** How often calendar programs are asked to look again. */
const REFRESH_SECONDS = 60 * 60;

/**
 * Sessions as an iCalendar object (RFC 5545): an event each, in UTC, to the second, that blocks nobody's time. Names no
 * student and no task, since calendars are shared. `site` is where the sessions can be looked at.
 */
export function sessionCalendar(sessions: readonly CalendarEntry[], { site, now }: { site: string; now: Instant }): string {
  const calendar = ical({
    name: "Marking (Tutor Times)",
    prodId: { company: "Tutor Times", product: "Marking sessions", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  const { host } = new URL(site);
  for (const session of sessions) {
    calendar.createEvent({
      id: `session-${session.id}@${host}`,
      stamp: new Date(now),
      start: new Date(session.start),
      // An event may not end in the second in which it begins; without an end it is an instant.
      ...(secondOf(session.end) > secondOf(session.start) ? { end: new Date(session.end) } : {}),
      summary: `Marking ${session.unitCode}${session.duringTutorial ? " (in a tutorial)" : ""}`,
      description: describe(session),
      transparency: ICalEventTransparency.TRANSPARENT,
      url: new URL(`/sessions/${session.id}`, site).href,
    });
  }
  return `${calendar.toString()}\r\n`;
}

function describe({ durationMinutes, assessments, submissionsOpened, commentsAdded }: CalendarEntry): string {
  return [
    `Counted: ${formatMinutes(durationMinutes)}`,
    `Tasks assessed: ${assessments}`,
    `Submissions opened: ${submissionsOpened}`,
    `Comments: ${commentsAdded}`,
  ].join("\n");
}

function secondOf(at: Instant): number {
  return Math.floor(at / SECOND_MS);
}
