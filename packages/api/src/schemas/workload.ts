import { z } from "zod";
import { spread, timeSpent } from "./figures";
import { staffMember } from "./people";
import { dateOutput, instantOutput, rangeOutput } from "./times";

/** Paid minutes for marking in one unit; null: not limited. */
const allottedHours = z.object({
  totalMinutes: z.number().nullable(),
  weeklyMinutes: z.number().nullable(),
  countsTutorials: z.boolean(),
});

const hoursUse = z.object({
  usedMs: z.number(),
  /** Negative where more was used than allotted; null where nothing is allotted. */
  leftMs: z.number().nullable(),
  /** From 80 % on `near`, from 100 % on `over`. */
  warning: z.enum(["near", "over"]).nullable(),
});

export const hoursAnswer = z.object({
  weekFrom: dateOutput,
  tutors: z.array(z.object({ user: staffMember, allotted: allottedHours, total: hoursUse, week: hoursUse })).readonly(),
});

/** Tasks of one definition that await feedback, and since when the one that waits longest does. */
const awaitingDefinition = z.object({
  id: z.number(),
  abbreviation: z.string(),
  name: z.string(),
  dueDate: dateOutput.nullable(),
  awaiting: z.number(),
  oldest: instantOutput.nullable(),
});

const outlook = z.object({
  awaiting: z.number(),
  /** So many of them are of definitions of which too few were observed. */
  unknown: z.number(),
  estimate: z.object({ lowerMs: z.number(), medianMs: z.number(), upperMs: z.number() }).nullable(),
  leftMs: z.number().nullable(),
  /** Null where there is too little to tell, or no hours to hold it against. */
  outlook: z.enum(["fits", "tight", "exceeds"]).nullable(),
  definitions: z.array(awaitingDefinition.extend({ spread })).readonly(),
});

export const forecastAnswer = z.object({ unit: outlook, tutors: z.array(outlook.extend({ user: staffMember })).readonly() });

/** From submission to first feedback. */
export const turnaroundAnswer = {
  overall: spread,
  perTutor: z.array(z.object({ userId: z.number(), spread })),
  perDefinition: z.array(z.object({ taskDefinitionId: z.number(), spread })),
  waiting: z.array(awaitingDefinition.extend({ userId: z.number().nullable() })).readonly(),
  definitions: z.array(z.object({ id: z.number(), abbreviation: z.string(), name: z.string() })).readonly(),
};

/** Marking per tutor in each of some weeks; whoever marked in none of them is missing. */
export const weeksAnswer = z.object({
  timezone: z.string(),
  /** Mondays, the earliest first. */
  weeks: z.array(dateOutput).readonly(),
  tutors: z.array(z.object({ userId: z.number(), markingMs: z.array(z.number()).readonly() })).readonly(),
});

/** Marking by the hours of the week; those without any are missing. */
export const hourMapAnswer = z.object({
  ...rangeOutput,
  /** Weekdays from 1, Monday; hours from 0 to 23 as clocks show them. */
  hours: z.array(z.object({ weekday: z.number(), hour: z.number(), markingMs: z.number() })).readonly(),
});

/** Time on one definition or student, by tutor, definition or student. */
export const spentOnAnswer = z.object({
  ...rangeOutput,
  spent: z.array(timeSpent.extend({ assessments: z.number(), medianPerAssessment: spread })).readonly(),
});
