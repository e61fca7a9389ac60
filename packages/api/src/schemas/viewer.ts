import { SYSTEM_ROLES } from "@tutor-times/core/viewer";
import { z } from "zod";
import { dateOutput } from "./times";

const displayRole = z.enum(["Convenor", "Tutor", "Student", "Admin"]);

export const unit = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  timezone: z.string(),
  startDate: dateOutput,
  endDate: dateOutput,
  active: z.boolean(),
});

/** A unit as its reader meets it. `ended`: their staff role there is over; their own time is still theirs to see. */
const unitOfViewer = unit.extend({
  role: displayRole,
  ended: z.boolean(),
  thresholdMinutes: z.number(),
  floorMinutes: z.number(),
});

export const viewerProfile = z.object({
  id: z.number(),
  username: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  systemRole: z.enum(SYSTEM_ROLES),
  timezone: z.string().nullable(),
  units: z.array(unitOfViewer),
});
