import { DEFAULT_TUTORIAL_MINUTES } from "@tutor-times/core/meeting";
import { WEEKDAYS } from "@tutor-times/core/local-date";
import { z } from "zod";
import { breakId, campusId, streamId, tutorialId, userId } from "./ids";
import { textInput } from "./text";
import { dateInput, dateOutput, timezoneInput } from "./times";

const LONGEST_NAME = 100;

const meeting = {
  meetingDay: z.enum(WEEKDAYS),
  /** Wall time in the tutorial's zone, `8:00`. */
  meetingTime: z.string().max(5),
  durationMinutes: z.int().min(1).max(1_440),
};

/** One change of a unit's timetable; each takes effect for the meetings that have not begun. */
export const timetableChange = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("add-tutorial"),
    tutorial: z.strictObject({
      ...meeting,
      durationMinutes: meeting.durationMinutes.default(DEFAULT_TUTORIAL_MINUTES),
      abbreviation: textInput(LONGEST_NAME),
      tutorId: userId,
      streamId: streamId.nullable().default(null),
      campusId: campusId.nullable().default(null),
      from: dateInput.nullable().default(null),
      to: dateInput.nullable().default(null),
    }),
  }),
  z.strictObject({
    kind: z.literal("move-tutorial"),
    tutorialId,
    move: z.strictObject({
      date: dateInput,
      meetingDay: meeting.meetingDay.exactOptional(),
      meetingTime: meeting.meetingTime.exactOptional(),
      durationMinutes: meeting.durationMinutes.exactOptional(),
      tutorId: userId.exactOptional(),
    }),
  }),
  z.strictObject({ kind: z.enum(["end-tutorial", "cancel-day", "reinstate-day"]), tutorialId, date: dateInput }),
  z.strictObject({ kind: z.literal("add-stream"), name: textInput(LONGEST_NAME), cutsSessions: z.boolean() }),
  z.strictObject({ kind: z.literal("set-stream"), streamId, cutsSessions: z.boolean() }),
  z.strictObject({ kind: z.literal("add-break"), name: textInput(LONGEST_NAME), from: dateInput, to: dateInput }),
  z.strictObject({ kind: z.literal("remove-break"), breakId }),
  z.strictObject({
    kind: z.literal("set-unit"),
    dates: z.strictObject({
      startDate: dateInput.exactOptional(),
      endDate: dateInput.exactOptional(),
      timezone: timezoneInput.exactOptional(),
    }),
  }),
]);

/** A unit's streams, tutorials and breaks. */
export const timetableAnswer = z.object({
  streams: z.array(z.object({ id: z.number(), name: z.string(), cutsSessions: z.boolean() })).readonly(),
  tutorials: z
    .array(
      z.object({
        id: z.number(),
        abbreviation: z.string(),
        tutor: z.object({ id: z.number(), name: z.string() }),
        streamId: z.number().nullable(),
        campus: z.object({ id: z.number(), name: z.string() }).nullable(),
        timezone: z.string(),
        from: dateOutput.nullable(),
        to: dateOutput.nullable(),
        ...meeting,
        cancelled: z.array(dateOutput).readonly(),
      }),
    )
    .readonly(),
  breaks: z.array(z.object({ id: z.number(), name: z.string(), from: dateOutput, to: dateOutput })).readonly(),
});
