import { taskDefinitionId, unitId, userId } from "@tutor-times/api/schemas/ids";
import { dateInput, timezoneInput } from "@tutor-times/api/schemas/times";
import { SESSION_ACTS, SESSION_ORDERS } from "@tutor-times/db/sessions/browse-sessions";
import { z } from "zod";

/** An id in a query, where everything is text. */
function id<Id extends z.ZodType<number, number>>(schema: Id) {
  return z
    .string()
    .regex(/^[1-9]\d{0,15}$/)
    .transform(Number)
    .pipe(schema)
    .optional();
}

const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((text) => text === "true");

/** What a table of sessions was asked for, as an address has it; what it does not name is left out. */
export const sessionQuery = z.strictObject({
  from: dateInput,
  to: dateInput,
  timezone: timezoneInput,
  unitId: id(unitId),
  userId: id(userId),
  studentId: id(userId),
  taskDefinitionId: id(taskDefinitionId),
  tutorials: z.enum(["in", "outside"]).optional(),
  acts: z.enum(SESSION_ACTS).optional(),
  withRemoved: flag,
  order: z.enum(SESSION_ORDERS).default("start"),
  descending: flag,
  /** The columns beside start and end, `length.unit`; the usual ones if left out. */
  columns: z.string().max(200).optional(),
});
