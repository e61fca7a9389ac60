import { ACTIONS } from "@tutor-times/core/actions";
import { TASK_STATUSES } from "@tutor-times/core/task-status";
import type { ReportedAct } from "@tutor-times/db/acts/report-act";
import { z } from "zod";
import { idempotencyKey } from "./ids";
import { textInput } from "./text";
import { dateInput, instantInput, timezoneInput } from "./times";

// What a service account sends. The wire of OnTrack's routes has the same fields in snake_case.

/** The id that the reporting system has for a thing: text, or a whole number that stands for its digits. */
const externalId = z
  .union([textInput(255).min(1, "is empty"), z.int().min(0).max(Number.MAX_SAFE_INTEGER)])
  .transform(String)
  .describe("The id that the reporting system has for it");

const username = textInput(320)
  .transform((text) => text.trim().toLowerCase())
  .refine((text) => text !== "", "is empty");

/** One act of somebody. What is wrong with its meaning (an unknown action, no address) is its verdict, not an error. */
export const reportedAct = {
  username: username.describe("Who acted"),
  unit: externalId,
  project: externalId,
  taskDefinition: externalId,
  task: externalId.nullish(),
  action: textInput(64).describe(`What they did: ${ACTIONS.join(", ")}`),
  status: textInput(64)
    .nullish()
    .describe(`Of an assessing: the status that was set, ${TASK_STATUSES.join(", ")}`),
  statusChanged: z.boolean().default(false).describe("Of an assessing: whether it really changed the task's status"),
  happenedAt: instantInput.describe("When it happened, at most 7 days ago and at most 2 minutes ahead"),
  ipAddress: textInput(64).describe("The address from which they acted"),
  idempotencyKey: idempotencyKey.describe("A UUID of this act: sent again, it gets the same verdict and changes nothing"),
  student: username.nullish().describe("Whose project it is; read only where the project is created"),
  staff: z
    .boolean()
    .default(false)
    .describe("They acted as staff of the unit: an account that creates makes them its tutor, if they never held a role there"),
};

/** A unit that the acts name; read only where it is created. */
export const reportedUnit = {
  unit: externalId,
  code: textInput(100).min(1, "is empty"),
  name: textInput(255),
  timezone: timezoneInput,
  startDate: dateInput,
  endDate: dateInput,
};

/** The most units that one report describes. */
export const MOST_REPORTED_UNITS = 100;

export const verdictOfAct = z.enum(["recorded", "ignored", "invalid", "too_old", "in_future", "unknown", "conflict"]);

/** What the two shapes of input come to, for the use case. */
export function toReportedAct(act: z.output<z.ZodObject<typeof reportedAct>>): ReportedAct {
  const { happenedAt, task, status, student, ...rest } = act;
  return { ...rest, at: happenedAt, task: task ?? null, status: status ?? null, student: student ?? null };
}
