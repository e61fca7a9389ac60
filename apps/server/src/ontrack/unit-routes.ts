import { formatInstant } from "@tutor-times/core/instant";
import type { Database } from "@tutor-times/db/database";
import { listInbox } from "@tutor-times/db/inbox";
import { listUnits } from "@tutor-times/db/units";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { callerRefusals, namedRefusals, WITH_HEADERS } from "./documented";
import { unitParams } from "./parameters";
import { inboxTaskAnswer, unitAnswer } from "./schemas";
import { requireHeaders, signedIn } from "./signed-in";

const documented = { tags: ["Units"], security: WITH_HEADERS };

/** What OnTrack asks about units: which, and what waits there. */
export function unitRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    requireHeaders(app, db);

    app.get(
      "/units",
      {
        schema: {
          ...documented,
          operationId: "listUnits",
          summary: "The caller's units",
          description: "Those in which the caller holds or held a role, all of them for an admin; the latest first.",
          response: { ...callerRefusals, 200: z.array(unitAnswer).describe("The units") },
        },
      },
      async (request) => {
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
      },
    );

    app.get(
      "/units/:unit_id/tasks/inbox",
      {
        schema: {
          ...documented,
          operationId: "listInbox",
          summary: "The tasks of a unit that await feedback",
          description: "Those of the caller's own tutorial groups first, then the longest waiting. For the unit's staff.",
          params: unitParams,
          response: { ...namedRefusals, 200: z.array(inboxTaskAnswer).describe("The tasks") },
        },
      },
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
  };
}
