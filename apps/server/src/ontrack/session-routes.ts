import { textInput } from "@tutor-times/api/schemas/text";
import { DomainError } from "@tutor-times/core/errors";
import { formatInstant } from "@tutor-times/core/instant";
import type { Database } from "@tutor-times/db/database";
import { deleteSession } from "@tutor-times/db/sessions/deletion";
import { requireStudentInView } from "@tutor-times/db/sessions/find-student";
import type { SessionFilter } from "@tutor-times/db/sessions/list-sessions";
import { streamSessions, type StreamedSession } from "@tutor-times/db/sessions/stream-sessions";
import { findUnitOfStaff } from "@tutor-times/db/units";
import { findStaffMember } from "@tutor-times/db/viewers-staff";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { resolveDateRange } from "./date-range";
import { content, namedRefusals, nothing, refusals, WITH_HEADERS } from "./documented";
import { jsonArray } from "./json-array";
import { rangeQuery, reasonQuery, sessionParams, studentParams, tutorParams, unitParams } from "./parameters";
import { sessionAnswer } from "./schemas";
import { requireHeaders, signedIn } from "./signed-in";

const documented = { tags: ["Marking sessions"], security: WITH_HEADERS };

const sessionList = content(
  "application/json",
  z.array(sessionAnswer),
  "The sessions that start within the range, ordered by start",
);

const deletion = z.object({ reason: textInput(1_000).nullish().describe("Why, for its owner to read") }).nullish();

/** Who marked when, as far as the caller may see it, and taking a session out of the record. */
export function sessionRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    requireHeaders(app, db);
    const send = (request: FastifyRequest, reply: FastifyReply, filter: SessionFilter) =>
      reply.type("application/json").send(jsonArray(streamSessions(db, signedIn(request).caller.scope, filter), toSession));

    app.get(
      "/units/:unit_id/marking_sessions",
      {
        schema: {
          ...documented,
          operationId: "listMarkingSessionsOfUnit",
          summary: "The marking sessions of a unit",
          description: "Tutors get their own, convenors of the unit and admins everybody's.",
          params: unitParams,
          querystring: rangeQuery,
          response: { ...namedRefusals, 200: sessionList },
        },
      },
      async (request, reply) => {
        const { scope, now } = signedIn(request).caller;
        const unit = await findUnitOfStaff(db, scope, request.params.unit_id);
        return send(request, reply, { unitId: unit.id, ...resolveDateRange(request.query, now, unit.timezone) });
      },
    );

    app.get(
      "/tutor-times/tutor/:tutor_id",
      {
        schema: {
          ...documented,
          operationId: "listMarkingSessionsOfTutor",
          summary: "The marking sessions of one tutor, over all units",
          description: "One's own, those within the units that the caller convenes, or all for an admin.",
          params: tutorParams,
          querystring: rangeQuery,
          response: { ...namedRefusals, 200: sessionList },
        },
      },
      async (request, reply) => {
        const { viewer, caller } = signedIn(request);
        const tutor = await findStaffMember(db, caller.scope, request.params.tutor_id);
        const range = resolveDateRange(request.query, caller.now, viewer.user.timezone ?? "UTC");
        return send(request, reply, { userId: tutor.id, ...range });
      },
    );

    app.get(
      "/tutor-times/student/:student_id",
      {
        schema: {
          ...documented,
          operationId: "listMarkingSessionsForStudent",
          summary: "The marking sessions in which somebody worked on one student's tasks",
          description: "Tutors get their own, convenors those of their units, admins all.",
          params: studentParams,
          querystring: rangeQuery,
          response: { ...namedRefusals, 200: sessionList },
        },
      },
      async (request, reply) => {
        const { viewer, caller } = signedIn(request);
        const studentId = request.params.student_id;
        await requireStudentInView(db, caller.scope, studentId);
        const range = resolveDateRange(request.query, caller.now, viewer.user.timezone ?? "UTC");
        return send(request, reply, { studentId, ...range });
      },
    );

    app.delete(
      "/tutor-times/:id",
      {
        schema: {
          ...documented,
          operationId: "deleteMarkingSession",
          summary: "Delete a marking session",
          description: "For convenors of its unit and admins, never for a session of their own. A reason is required.",
          params: sessionParams,
          querystring: reasonQuery,
          body: deletion,
          response: { ...refusals, 204: nothing("The session counts no more") },
        },
      },
      async (request, reply) => {
        const { scope, now } = signedIn(request).caller;
        const reason = [request.body?.reason, request.query.reason].find((text) => text?.trim());
        if (reason === undefined || reason === null) throw new DomainError("invalid", "reason is missing");
        await deleteSession(db, scope, { sessionId: request.params.id, reason, now });
        return reply.code(204).send();
      },
    );
  };
}

function toSession(session: StreamedSession): z.input<typeof sessionAnswer> {
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
