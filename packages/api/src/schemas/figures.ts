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
