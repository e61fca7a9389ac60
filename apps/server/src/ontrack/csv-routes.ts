import type { Database } from "@tutor-times/db/database";
import { creditedSummary } from "@tutor-times/db/reports/credited-summary";
import type { SessionFilter } from "@tutor-times/db/sessions/list-sessions";
import { streamSessions } from "@tutor-times/db/sessions/stream-sessions";
import { requireWholeUnit } from "@tutor-times/db/unit-rights";
import { findUnitOfStaff } from "@tutor-times/db/units";
import type { Scope } from "@tutor-times/core/viewer";
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { attachment } from "./attachment";
import { csvTable, type Cell } from "./csv-table";
import { resolveDateRange } from "./date-range";
import { csvAnswer, namedRefusals, WITH_HEADERS } from "./documented";
import { csvUnitParams, rangeQuery, summaryQuery } from "./parameters";
import { requireHeaders, signedIn } from "./signed-in";
import { wallClock } from "./wall-clock";

const documented = { tags: ["Tables"], security: WITH_HEADERS };

const SUMMARY = ["User ID", "Tutor", "Total Minutes", "Assessments", "Comments"];

const OWN_SESSIONS = [
  "Start Date",
  "Start Time",
  "End Date",
  "End Time",
  "Timezone",
  "Total Duration (m)",
  "Total Duration (h)",
  "Submissions Opened",
  "Comments Added",
  "Assessments Made",
  "During Tutorial",
];

/** The tables that convenors and tutors take home; `requireCaller` says how these show who they are. */
export function csvRoutes(db: Database, requireCaller = requireHeaders): FastifyPluginAsyncZod {
  return async (app) => {
    requireCaller(app, db);

    app.get(
      "/csv/units/:id/tutor_times_summary",
      {
        schema: {
          ...documented,
          operationId: "downloadTutorTimesSummary",
          summary: "The credited minutes of a unit's tutors, as CSV",
          description:
            "A row for each user with a session that starts in the range. Credited minutes are those that single sessions count and can exceed the clock. For convenors of the unit and admins.",
          params: csvUnitParams,
          querystring: summaryQuery,
          response: { ...namedRefusals, 200: csvAnswer(SUMMARY, "The table") },
        },
      },
      async (request, reply) => {
        const { scope, now } = signedIn(request).caller;
        const { id: unitId } = request.params;
        await requireWholeUnit(db, scope, unitId);
        const unit = await findUnitOfStaff(db, scope, unitId);
        const { ignore_sessions_during_tutorials: withoutTutorials, ...query } = request.query;
        const { from, to } = resolveDateRange(query, now, unit.timezone);
        const summary = await creditedSummary(db, scope, { unitId, from, to, withoutTutorials });
        const rows = summary.map((user) => [
          user.userId,
          user.userName,
          user.creditedMinutes,
          user.assessments,
          user.commentsAdded,
        ]);
        return sendTable(reply, `${unit.code}-tutor-times`, SUMMARY, rows);
      },
    );

    app.get(
      "/csv/units/:id/my_marking_sessions",
      {
        schema: {
          ...documented,
          operationId: "downloadMyMarkingSessions",
          summary: "The caller's own marking sessions in a unit, as CSV",
          description: "Those that start in the range, earliest first, with the times of the zone and its offset at the start.",
          params: csvUnitParams,
          querystring: rangeQuery,
          response: { ...namedRefusals, 200: csvAnswer(OWN_SESSIONS, "The table") },
        },
      },
      async (request, reply) => {
        const { scope, now } = signedIn(request).caller;
        const unit = await findUnitOfStaff(db, scope, request.params.id);
        const { timezone, ...range } = resolveDateRange(request.query, now, unit.timezone);
        const filter = { unitId: unit.id, userId: scope.userId, ...range };
        return sendTable(reply, `${unit.code}-marking-sessions`, OWN_SESSIONS, ownSessions(db, scope, filter, timezone));
      },
    );
  };
}

function sendTable(
  reply: FastifyReply,
  name: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
) {
  return reply
    .type("text/csv; charset=utf-8")
    .header("content-disposition", attachment(`${name}.csv`))
    .send(csvTable(columns, rows));
}

async function* ownSessions(db: Database, scope: Scope, filter: SessionFilter, timezone: string): AsyncGenerator<Cell[]> {
  const clock = wallClock(timezone);
  for await (const sessions of streamSessions(db, scope, filter)) {
    for (const session of sessions) {
      const [start, end] = [clock(session.start), clock(session.end)];
      yield [
        start.date,
        start.time,
        end.date,
        end.time,
        `${timezone} ${start.offset}`,
        session.durationMinutes,
        hoursText(session.durationMinutes),
        session.submissionsOpened,
        session.commentsAdded,
        session.assessments,
        session.duringTutorial,
      ];
    }
  }
}

/** Hours to one decimal; half a tenth (3 minutes) rounds up. */
function hoursText(minutes: number): string {
  return (Math.round(minutes / 6) / 10).toFixed(1);
}
