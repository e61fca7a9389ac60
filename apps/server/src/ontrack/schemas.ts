import { commentId, projectId, taskDefinitionId, unitId } from "@tutor-times/api/schemas/ids";
import { TASK_STATUSES } from "@tutor-times/core/task-status";
import { z } from "zod";

// OnTrack's words on the wire: snake_case, instants as ISO strings, ids as numbers.

/** The text of an id in a path. */
const idText = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .transform(Number);

export const unitParams = z.object({ unit_id: idText.pipe(unitId) });
export const taskParams = z.object({ id: idText.pipe(projectId), task_definition_id: idText.pipe(taskDefinitionId) });
export const commentParams = taskParams.extend({ comment_id: idText.pipe(commentId) });

export const errorAnswer = z.object({ error: z.string() });

/** What every route may answer beside its own. */
export const refusals = {
  400: errorAnswer,
  403: errorAnswer,
  404: errorAnswer,
  413: errorAnswer,
  415: errorAnswer,
  419: errorAnswer,
  500: errorAnswer,
};

const instantText = z.iso.datetime();
const status = z.enum(TASK_STATUSES);

const userAnswer = z.object({
  id: z.number(),
  first_name: z.string(),
  last_name: z.string(),
  username: z.string(),
  email: z.string(),
  system_role: z.enum(["Student", "Tutor", "Convenor", "Admin"]),
});

export const authAnswer = z.object({ user: userAnswer, auth_token: z.string() });

export const unitAnswer = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  my_role: z.enum(["Convenor", "Tutor", "Student", "Admin"]),
  start_date: z.iso.date(),
  end_date: z.iso.date(),
  active: z.boolean(),
});

export const inboxTaskAnswer = z.object({
  id: z.number(),
  project_id: z.number(),
  task_definition_id: z.number(),
  status,
  submission_date: instantText.nullable(),
});

export const sessionAnswer = z.object({
  id: z.number(),
  user_id: z.number(),
  unit_id: z.number(),
  start_time: instantText,
  end_time: instantText,
  duration_minutes: z.number(),
  during_tutorial: z.boolean(),
  comments_added: z.number(),
  assessments: z.number(),
  submissions_opened: z.number(),
});

export const taskAnswer = z.object({
  id: z.number(),
  project_id: z.number(),
  task_definition_id: z.number(),
  status,
  due_date: z.iso.date().nullable(),
  submission_date: instantText.nullable(),
  completion_date: instantText.nullable(),
  times_assessed: z.number(),
  grade: z.number().nullable(),
  quality_pts: z.number().nullable(),
});

const personAnswer = z.object({ id: z.number(), first_name: z.string(), last_name: z.string(), email: z.string() });

export const commentAnswer = z.object({
  id: z.number(),
  comment: z.string(),
  type: z.literal("text"),
  is_new: z.boolean(),
  reply_to_id: z.number().nullable(),
  author: personAnswer,
  recipient: personAnswer,
  created_at: instantText,
  recipient_read_time: instantText.nullable(),
});

export const submissionAnswer = z.object({
  has_pdf: z.boolean(),
  submission_date: instantText.nullable(),
  processing_pdf: z.boolean(),
});
