import { ACTIONS, ATTENTION_KINDS } from "@tutor-times/core/actions";
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

/** A session as screens show it: removed ones say by whom and why. */
const sessionOfScreen = sessionRecord.extend({
  countedFrom: instantOutput,
  removed: z.object({ at: instantOutput, by: z.string(), reason: z.string() }).nullable(),
});

/** A session found for some days; `countedMs` is what of it counts in them. */
export const foundSession = sessionOfScreen.extend({ countedMs: z.number() });

/** One meeting of a tutorial. */
export const tutorialMeeting = z.object({
  unitId: z.number(),
  unitCode: z.string(),
  userId: z.number(),
  name: z.string(),
  start: instantOutput,
  end: instantOutput,
});

const namedTask = z.object({
  taskId: z.number(),
  projectId: z.number(),
  taskDefinitionId: z.number(),
  abbreviation: z.string(),
  name: z.string(),
  student: z.object({ id: z.number(), name: z.string() }),
});

const bound = z.discriminatedUnion("why", [
  z.object({ why: z.literal("tutorial"), name: z.string().nullable(), edge: z.enum(["begins", "ends"]), other: z.number() }),
  z.object({ why: z.literal("removed"), other: z.number() }),
  z.object({ why: z.literal("open") }),
  z.object({ why: z.literal("silence"), other: z.number().nullable(), at: instantOutput.nullable() }),
]);

/** One session with everything that it is made of. */
export const shownSession = z.object({
  session: sessionOfScreen,
  unit: z.object({ name: z.string(), timezone: z.string() }),
  policy: z.object({ thresholdMinutes: z.number(), floorMinutes: z.number() }),
  /** Why it begins and ends where it does. */
  bounds: z.object({ begins: bound, ends: bound }),
  activities: z.array(
    z.object({ at: instantOutput, action: z.enum(ACTIONS), statusChanged: z.boolean(), task: namedTask.nullable() }),
  ),
  stretches: z.array(
    z.object({ start: instantOutput, end: instantOutput, kind: z.enum(ATTENTION_KINDS), task: namedTask.nullable() }),
  ),
  tutorials: z.array(z.object({ name: z.string(), start: instantOutput, end: instantOutput })),
  spent: z.array(z.object({ task: namedTask, observedMs: z.number(), estimatedMs: z.number() })),
  unattributedMs: z.number(),
});
