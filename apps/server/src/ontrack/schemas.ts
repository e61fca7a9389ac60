import { TASK_STATUSES } from "@tutor-times/core/task-status";
import { z } from "zod";

// What OnTrack's routes answer, in OnTrack's words: snake_case, instants as ISO strings, ids as numbers.

const id = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const count = z.int().min(0);
const instantText = z.iso.datetime();
const status = z.enum(TASK_STATUSES);

export const errorAnswer = z.object({ error: z.string() }).meta({ id: "Error", description: "What went wrong" });

const userAnswer = z.object({
  id,
  first_name: z.string(),
  last_name: z.string(),
  username: z.string(),
  email: z.string(),
  system_role: z.enum(["Student", "Tutor", "Convenor", "Admin"]),
});

export const authAnswer = z
  .object({ user: userAnswer, auth_token: z.string() })
  .meta({ id: "SignedIn", description: "Who is signed in, and the token to send as `Auth-Token`" });

export const methodAnswer = z
  .object({ method: z.enum(["database", "oidc"]), redirect_to: z.string().nullable() })
  .meta({ id: "SignInMethod", description: "How people sign in, and where, if not here" });

export const unitAnswer = z
  .object({
    id,
    code: z.string(),
    name: z.string(),
    my_role: z.enum(["Convenor", "Tutor", "Student", "Admin"]),
    start_date: z.iso.date(),
    end_date: z.iso.date(),
    active: z.boolean(),
  })
  .meta({ id: "Unit", description: "One offering of a subject, and the caller's role in it" });

export const inboxTaskAnswer = z
  .object({ id, project_id: id, task_definition_id: id, status, submission_date: instantText.nullable() })
  .meta({ id: "InboxTask", description: "A task that awaits feedback" });

export const sessionAnswer = z
  .object({
    id,
    user_id: id,
    unit_id: id,
    start_time: instantText,
    end_time: instantText,
    duration_minutes: count,
    during_tutorial: z.boolean(),
    comments_added: count,
    assessments: count,
    submissions_opened: count,
  })
  .meta({ id: "MarkingSession", description: "A stretch of marking of one member of staff in one unit" });

export const taskAnswer = z
  .object({
    id,
    project_id: id,
    task_definition_id: id,
    status,
    due_date: z.iso.date().nullable(),
    submission_date: instantText.nullable(),
    completion_date: instantText.nullable(),
    times_assessed: count,
    grade: z.int().nullable(),
    quality_pts: z.int().nullable(),
  })
  .meta({ id: "Task", description: "A task as it is now" });

const personAnswer = z
  .object({ id, first_name: z.string(), last_name: z.string(), email: z.string() })
  .meta({ id: "Person", description: "Somebody as others see them" });

export const commentAnswer = z
  .object({
    id,
    comment: z.string(),
    type: z.literal("text"),
    is_new: z.boolean(),
    reply_to_id: id.nullable(),
    author: personAnswer,
    recipient: personAnswer,
    created_at: instantText,
    recipient_read_time: instantText.nullable(),
  })
  .meta({ id: "TaskComment", description: "A comment; `is_new`: the caller has not read it" });

export const submissionAnswer = z
  .object({ has_pdf: z.boolean(), submission_date: instantText.nullable(), processing_pdf: z.boolean() })
  .meta({ id: "SubmissionDetails", description: "What is known of the latest submission" });
