import { z } from "zod";
import { instantOutput } from "./times";

/** A marking session: a sitting, or the piece of one between two tutorial boundaries. The address is never shown. */
export const sessionRecord = z.object({
  id: z.number(),
  userId: z.number(),
  userName: z.string(),
  unitId: z.number(),
  unitCode: z.string(),
  start: instantOutput,
  end: instantOutput,
  durationMinutes: z.number(),
  duringTutorial: z.boolean(),
  continues: z.boolean(),
  activeMs: z.number(),
  activities: z.number(),
  assessments: z.number(),
  commentsAdded: z.number(),
  submissionsOpened: z.number(),
});

/** What is being counted right now. */
export const currentSession = z.object({
  sessionId: z.number(),
  unitId: z.number(),
  unitCode: z.string(),
  start: instantOutput,
  end: instantOutput,
  durationMinutes: z.number(),
  activeMs: z.number(),
});
