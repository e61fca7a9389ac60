import { TASK_STATUSES } from "@tutor-times/core/task-status";
import { z } from "zod";
import { person } from "./people";
import { dateOutput, instantOutput } from "./times";

const taskStatus = z.enum(TASK_STATUSES);

/** A task as it is after it was assessed. */
export const taskState = z.object({
  id: z.number(),
  projectId: z.number(),
  taskDefinitionId: z.number(),
  status: taskStatus,
  dueDate: dateOutput.nullable(),
  submissionDate: instantOutput.nullable(),
  completionDate: instantOutput.nullable(),
  timesAssessed: z.number(),
  grade: z.number().nullable(),
  qualityPts: z.number().nullable(),
});

export const comment = z.object({
  id: z.number(),
  text: z.string(),
  isNew: z.boolean(),
  replyToId: z.number().nullable(),
  author: person,
  recipient: person,
  createdAt: instantOutput,
  recipientReadAt: instantOutput.nullable(),
});

const student = z.object({ id: z.number(), name: z.string() });

/** A task that waits for feedback. `own`: its student is in a tutorial of the viewer. */
export const inboxTask = z.object({
  taskId: z.number(),
  projectId: z.number(),
  taskDefinitionId: z.number(),
  abbreviation: z.string(),
  taskName: z.string(),
  student,
  status: taskStatus,
  submissionDate: instantOutput.nullable(),
  own: z.boolean(),
});

/** A task on the desk. `taskId` is null as long as nothing ever touched it. */
export const deskTask = z.object({
  taskId: z.number().nullable(),
  unitId: z.number(),
  unitCode: z.string(),
  projectId: z.number(),
  taskDefinitionId: z.number(),
  abbreviation: z.string(),
  taskName: z.string(),
  description: z.string(),
  dueDate: dateOutput.nullable(),
  student,
  status: taskStatus,
  timesAssessed: z.number(),
  submission: z.object({ text: z.string(), submittedAt: instantOutput }).nullable(),
  comments: z.array(comment),
});
