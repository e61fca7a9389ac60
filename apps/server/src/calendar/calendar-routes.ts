import { currentInstant } from "@tutor-times/api/clock";
import { identify } from "@tutor-times/api/identify";
import { DomainError } from "@tutor-times/core/errors";
import { addMs, DAY_MS } from "@tutor-times/core/instant";
import { requireScope } from "@tutor-times/core/token-scopes";
import type { Database } from "@tutor-times/db/database";
import { latestSessions } from "@tutor-times/db/sessions/latest-sessions";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { siteOf } from "../edge/site";
import { callerRefusals, content, IN_THE_ADDRESS } from "../ontrack/documented";
import { sessionCalendar } from "./session-calendar";

/** What a calendar gets: half a year, and of somebody with more sessions than these the latest. */
const DAYS_BACK = 182;
const MOST_SESSIONS = 2_000;

const query = z.object({
  token: z.string().max(200).optional().describe("A personal token with the scope `feed`, which does nothing but this"),
});

/**
 * What calendar programs subscribe to. They send an address and nothing else, so here alone a token stands in one: a token
 * that shows its owner's sessions and can do nothing more. One that can is refused, so that nobody gets used to it.
 */
export function calendarRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/calendar/sessions.ics",
      {
        schema: {
          tags: ["Marking sessions"],
          security: IN_THE_ADDRESS,
          operationId: "subscribeToOwnSessions",
          summary: "The caller's own marking sessions, for a calendar program",
          description: `iCalendar: an event for each session of the last ${DAYS_BACK} days, at most the latest ${MOST_SESSIONS}; no removed ones.`,
          querystring: query,
          response: { ...callerRefusals, 200: content("text/calendar", z.string().describe("RFC 5545"), "The calendar") },
        },
      },
      async (request, reply) => {
        const now = currentInstant();
        const { token = "" } = request.query;
        const { viewer, scopes, credential, credentialExpired } = await identify(db, { kind: "bearer", token }, now);
        if (credentialExpired) throw new DomainError("token_expired", "Authentication token expired.");
        if (credential === null)
          throw new DomainError("unauthenticated", "This address is not, or no longer, that of a calendar.");
        requireScope(scopes, "feed");
        if (viewer === null) throw new DomainError("unauthenticated", "This address is nobody's.");
        const since = addMs(now, -DAYS_BACK * DAY_MS);
        const sessions = await latestSessions(db, viewer.scope, { since, most: MOST_SESSIONS });
        return reply
          .type("text/calendar; charset=utf-8")
          .header("content-disposition", 'inline; filename="marking-sessions.ics"')
          .send(sessionCalendar(sessions, { site: siteOf(request), now }));
      },
    );
  };
}
