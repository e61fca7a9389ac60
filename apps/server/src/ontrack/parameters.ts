import { commentId, projectId, sessionId, taskDefinitionId, unitId, userId } from "@tutor-times/api/schemas/ids";
import { textInput } from "@tutor-times/api/schemas/text";
import { dateInput, timezoneInput } from "@tutor-times/api/schemas/times";
import { z } from "zod";

// What stands in the paths and queries of OnTrack's routes. Queries hold text: what stands for a number is read from it.

/**
 * An id in a path: digits of a whole number from 1 to 2^53−1. Anything else names nothing, and the message says of what:
 * it is the whole answer.
 */
function pathId<Id extends z.ZodType>(resource: string, id: Id) {
  return z.preprocess((text, context) => {
    if (typeof text === "string" && /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
    context.addIssue({ code: "custom", message: `Unable to find requested ${resource}` });
    return z.NEVER;
  }, id);
}

const unit = pathId("Unit", unitId).describe("The unit's id");

export const unitParams = z.object({ unit_id: unit });
/** As OnTrack names it below `/csv`. */
export const csvUnitParams = z.object({ id: unit });
export const tutorParams = z.object({ tutor_id: pathId("User", userId).describe("The id of the member of staff") });
export const studentParams = z.object({ student_id: pathId("User", userId).describe("The student's id") });
export const sessionParams = z.object({ id: pathId("MarkingSession", sessionId).describe("The marking session's id") });
export const taskParams = z.object({
  id: pathId("Project", projectId).describe("The project's id: one student's enrolment in one unit"),
  task_definition_id: pathId("Task", taskDefinitionId).describe("The id of the task definition"),
});
export const commentParams = taskParams.extend({ comment_id: pathId("TaskComment", commentId).describe("The comment's id") });

export const rangeQuery = z.object({
  start_date: dateInput.optional().describe("The first local day; seven days before `end_date` if left out"),
  end_date: dateInput.optional().describe("The last local day, included; today if left out"),
  timezone: timezoneInput.optional().describe("The IANA zone whose days are meant; the unit's, or the caller's own, if left out"),
});

/** `true` or `false`, as queries write it. */
/** As OnTrack reads a flag in a query: `true`, `t`, `1` and `on` in any case, and their opposites. */
const flag = z.preprocess((text) => FLAGS.get(String(text).toLowerCase()) ?? text, z.boolean());

const FLAGS = new Map([
  ...["true", "t", "1", "on"].map((text) => [text, true] as const),
  ...["false", "f", "0", "off"].map((text) => [text, false] as const),
]);

export const summaryQuery = rangeQuery.extend({
  ignore_sessions_during_tutorials: flag
    .default(false)
    .describe("Whether to leave out sessions that began in a tutorial; no, if left out"),
});

export const reasonQuery = z.object({ reason: textInput(1_000).optional().describe("Why, if the body does not say it") });
