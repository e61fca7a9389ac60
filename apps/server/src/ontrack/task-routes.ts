import { textInput } from "@tutor-times/api/schemas/text";
import { formatInstant, type Instant } from "@tutor-times/core/instant";
import type { TaskState } from "@tutor-times/db/acts/act";
import { assessTask } from "@tutor-times/db/acts/assess-task";
import { withEvidence } from "@tutor-times/db/acts/riding";
import type { Database } from "@tutor-times/db/database";
import { findTask } from "@tutor-times/db/tasks";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { refusals, submissionAnswer, taskAnswer, taskParams } from "./schemas";
import { requireHeaders, signedIn } from "./signed-in";

const TASK = "/projects/:id/task_def_id/:task_definition_id";

const assessment = z
  .object({
    trigger: textInput(64).nullish(),
    grade: z.int().min(-1).max(100).nullish(),
    quality_pts: z.int().min(-1).max(1_000).nullish(),
  })
  .optional();

/** What OnTrack does with one task: assess it, and look at what was submitted. */
export function taskRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    requireHeaders(app, db);

    app.put(
      TASK,
      { schema: { params: taskParams, body: assessment, response: { ...refusals, 200: taskAnswer } } },
      async (request) => {
        const { trigger, grade, quality_pts: qualityPts } = request.body ?? {};
        const state = await assessTask(db, signedIn(request).caller, {
          projectId: request.params.id,
          taskDefinitionId: request.params.task_definition_id,
          ...(trigger == null ? {} : { trigger }),
          ...(grade == null ? {} : { grade }),
          ...(qualityPts == null ? {} : { qualityPts }),
        });
        return toTask(state);
      },
    );

    app.get(
      `${TASK}/submission_details`,
      { exposeHeadRoute: false, schema: { params: taskParams, response: { ...refusals, 200: submissionAnswer } } },
      async (request) => {
        const { caller } = signedIn(request);
        const key = { projectId: request.params.id, taskDefinitionId: request.params.task_definition_id };
        const task = await findTask(db, caller.scope, key);
        await withEvidence(db, caller, key, "get-submission-details", async () => {});
        return { has_pdf: false, submission_date: instantText(task.submission?.submittedAt ?? null), processing_pdf: false };
      },
    );
  };
}

function toTask(state: TaskState): z.input<typeof taskAnswer> {
  return {
    id: state.id,
    project_id: state.projectId,
    task_definition_id: state.taskDefinitionId,
    status: state.status,
    due_date: state.dueDate,
    submission_date: instantText(state.submissionDate),
    completion_date: instantText(state.completionDate),
    times_assessed: state.timesAssessed,
    grade: state.grade,
    quality_pts: state.qualityPts,
  };
}

function instantText(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}
