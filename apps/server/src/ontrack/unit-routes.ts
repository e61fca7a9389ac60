import { formatInstant } from "@tutor-times/core/instant";
import type { Database } from "@tutor-times/db/database";
import { listInbox } from "@tutor-times/db/inbox";
import { listSessions, type SessionRecord } from "@tutor-times/db/sessions/list-sessions";
import { findUnitOfStaff, listUnits } from "@tutor-times/db/units";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { dateRangeQuery, resolveDateRange } from "./date-range";
import { inboxTaskAnswer, refusals, sessionAnswer, unitAnswer, unitParams } from "./schemas";
import { requireHeaders, signedIn } from "./signed-in";

/** What OnTrack asks about units: which, what waits there, and who marked when. */
export function unitRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    requireHeaders(app, db);

    app.get("/units", { schema: { response: { ...refusals, 200: z.array(unitAnswer) } } }, async (request) => {
      const { caller } = signedIn(request);
      const units = await listUnits(db, caller.scope, caller.now);
      return units.map(({ id, code, name, role, startDate, endDate, active }) => ({
        id,
        code,
        name,
        my_role: role,
        start_date: startDate,
        end_date: endDate,
        active,
      }));
    });

    app.get(
      "/units/:unit_id/tasks/inbox",
      { schema: { params: unitParams, response: { ...refusals, 200: z.array(inboxTaskAnswer) } } },
      async (request) => {
        const tasks = await listInbox(db, signedIn(request).caller.scope, request.params.unit_id);
        return tasks.map((task) => ({
          id: task.taskId,
          project_id: task.projectId,
          task_definition_id: task.taskDefinitionId,
          status: task.status,
          submission_date: task.submissionDate === null ? null : formatInstant(task.submissionDate),
        }));
      },
    );

    app.get(
      "/units/:unit_id/marking_sessions",
      { schema: { params: unitParams, querystring: dateRangeQuery, response: { ...refusals, 200: z.array(sessionAnswer) } } },
      async (request) => {
        const { scope, now } = signedIn(request).caller;
        const unit = await findUnitOfStaff(db, scope, request.params.unit_id);
        const range = resolveDateRange(request.query, now, unit.timezone);
        const { sessions } = await listSessions(db, scope, { unitId: unit.id, ...range });
        return sessions.map(toSession);
      },
    );
  };
}

function toSession(session: SessionRecord): z.input<typeof sessionAnswer> {
  return {
    id: session.id,
    user_id: session.userId,
    unit_id: session.unitId,
    start_time: formatInstant(session.start),
    end_time: formatInstant(session.end),
    duration_minutes: session.durationMinutes,
    during_tutorial: session.duringTutorial,
    comments_added: session.commentsAdded,
    assessments: session.assessments,
    submissions_opened: session.submissionsOpened,
  };
}
