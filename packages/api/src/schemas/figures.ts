import { z } from "zod";
import { dateOutput } from "./times";

/**
 * The figures of a range or of one of its days. Times in whole milliseconds. `activeMs` is null where no client
 * observed anything, which is not the same as nothing observed.
 */
export const figures = z.object({
  markingMs: z.number(),
  inTutorialsMs: z.number(),
  activeMs: z.number().nullable(),
  spanMs: z.number(),
  wallMs: z.number(),
  creditedMinutes: z.number(),
  sessions: z.number(),
  assessments: z.number(),
  commentsAdded: z.number(),
  submissionsOpened: z.number(),
});

export const dayFigures = figures.extend({ date: dateOutput });

/** The middle of some lengths of time; null where there are fewer than five. */
export const spread = z.object({ medianMs: z.number(), lowerMs: z.number(), upperMs: z.number(), count: z.number() }).nullable();

/** Time that went into one task definition or one student's tasks: observed, or estimated from the acts. */
export const timeSpent = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  observedMs: z.number(),
  estimatedMs: z.number(),
});
