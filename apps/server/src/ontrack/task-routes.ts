import { textInput } from "@tutor-times/api/schemas/text";
import { DomainError } from "@tutor-times/core/errors";
import { formatInstant, type Instant } from "@tutor-times/core/instant";
import type { TaskState } from "@tutor-times/db/acts/act";
import { assessTask } from "@tutor-times/db/acts/assess-task";
import { recordOpening } from "@tutor-times/db/acts/record-opening";
import type { Database } from "@tutor-times/db/database";
import { findTask } from "@tutor-times/db/tasks";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { attachment } from "./attachment";
import { content, namedRefusals, refusals, WITH_HEADERS } from "./documented";
import { taskParams } from "./parameters";
import { submissionAnswer, taskAnswer } from "./schemas";
import { requireHeaders, signedIn } from "./signed-in";

const TASK = "/projects/:id/task_def_id/:task_definition_id";

const documented = { tags: ["Tasks"], security: WITH_HEADERS };

const assessment = z
  .object({
    trigger: textInput(64).nullish().describe("The new status"),
    grade: z.int().min(-1).max(100).nullish(),
    quality_pts: z.int().min(-1).max(1_000).nullish(),
  })
  .nullish();

/** What OnTrack does with one task: assess it, and look at what was submitted. */
export function taskRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    requireHeaders(app, db, "track");

    app.put(
      TASK,
      {
        schema: {
          ...documented,
          operationId: "assessTask",
          summary: "Set a task's status, grade or quality points",
          description:
            "With a `trigger` by staff it records `assessing`. Students may set `not_started`, `working_on_it`, `need_help` and `ready_for_feedback` on their own tasks, staff any status; an unknown one is refused with 403, and nothing is recorded.",
          params: taskParams,
          body: assessment,
          response: { ...refusals, 200: taskAnswer.describe("The task as it is now") },
        },
      },
      async (request) => {
        const { trigger, grade, quality_pts: qualityPts } = request.body ?? {};
        const state = await assessTask(db, signedIn(request).caller, {
          ...keyOf(request.params),
          ...(trigger == null ? {} : { trigger }),
          ...(grade == null ? {} : { grade }),
          ...(qualityPts == null ? {} : { qualityPts }),
        });
        return toTask(state);
      },
    );

    app.get(
      `${TASK}/submission_details`,
      {
        exposeHeadRoute: false,
        schema: {
          ...documented,
          operationId: "getSubmissionDetails",
          summary: "What was submitted for a task, and when",
          description: "Of staff, it records `get-submission-details`.",
          params: taskParams,
          response: { ...namedRefusals, 200: submissionAnswer.describe("What is known of it") },
        },
      },
      async (request) => {
        const { caller } = signedIn(request);
        const key = keyOf(request.params);
        const task = await findTask(db, caller.scope, key);
        await recordOpening(db, caller, key, "get-submission-details");
        return { has_pdf: false, submission_date: instantText(task.submissionDate), processing_pdf: false };
      },
    );

    app.get(
      `${TASK}/submission_files`,
      {
        exposeHeadRoute: false,
        schema: {
          ...documented,
          operationId: "getSubmissionFiles",
          summary: "The text of a task's latest submission, as a file",
          description:
            "Of staff, it records `get-submission-files`. Where nothing was submitted it answers 404 and records nothing.",
          params: taskParams,
          response: { ...namedRefusals, 200: content("text/plain", z.string(), "The text") },
        },
      },
      async (request, reply) => {
        const { caller } = signedIn(request);
        const key = keyOf(request.params);
        const { submission, abbreviation } = await findTask(db, caller.scope, key);
        if (submission === null) throw new DomainError("not_found", "No files were submitted for this task.");
        await recordOpening(db, caller, key, "get-submission-files");
        return reply
          .type("text/plain; charset=utf-8")
          .header("content-disposition", attachment(`${abbreviation}.txt`))
          .send(submission.text);
      },
    );
  };
}

function keyOf({ id, task_definition_id }: z.output<typeof taskParams>) {
  return { projectId: id, taskDefinitionId: task_definition_id };
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
