import { MOST_ALLOTTED_MINUTES } from "@tutor-times/core/hours";
import { setAllottedHours } from "@tutor-times/db/allotted-hours";
import { forecast } from "@tutor-times/db/reports/forecast";
import { hoursReport } from "@tutor-times/db/reports/hours-report";
import { hourMap } from "@tutor-times/db/reports/hour-map";
import { SPENT_BY, spentOn } from "@tutor-times/db/reports/spent-on";
import { turnaround } from "@tutor-times/db/reports/turnaround";
import { weeklyMarking } from "@tutor-times/db/reports/weekly-marking";
import { findUnit } from "@tutor-times/db/units";
import { z } from "zod";
import { instantsOf, resolveRange } from "../range";
import { taskDefinitionId, unitId, userId } from "../schemas/ids";
import { dateInput, rangeInput, rangeOutput, timezoneInput } from "../schemas/times";
import { forecastAnswer, hourMapAnswer, hoursAnswer, spentOnAnswer, turnaroundAnswer, weeksAnswer } from "../schemas/workload";
import { router, signedIn } from "../trpc";

const MOST_WEEKS = 60;

const minutes = z.int().min(1).max(MOST_ALLOTTED_MINUTES).nullable();

export const workloadRouter = router({
  /** Allotted hours of a unit's staff, used and left: everybody's for its convenors and admins, one's own for others. */
  hours: signedIn
    .input(z.strictObject({ unitId }))
    .output(hoursAnswer)
    .query(({ ctx, input }) => hoursReport(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now })),

  /** Says how many hours a member of staff has for marking in a unit. For its convenors and admins. */
  setHours: signedIn
    .input(
      z.strictObject({
        unitId,
        userId,
        totalMinutes: minutes,
        weeklyMinutes: minutes,
        countsTutorials: z.boolean().default(true),
      }),
    )
    .output(hoursAnswer)
    .mutation(async ({ ctx, input: { unitId: id, userId: of, ...hours } }) => {
      await setAllottedHours(ctx.db, ctx.viewer.scope, { unitId: id, userId: of, hours, now: ctx.now });
      return hoursReport(ctx.db, ctx.viewer.scope, { unitId: id, now: ctx.now });
    }),

  /** Whether what awaits feedback will be done within the hours that are left. For convenors of the unit and admins. */
  forecast: signedIn
    .input(z.strictObject({ unitId }))
    .output(forecastAnswer)
    .query(({ ctx, input }) => forecast(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now })),

  /** From submission to first feedback, by tutor and by definition, and what still waits. For convenors and admins. */
  turnaround: signedIn
    .input(z.strictObject({ unitId, ...rangeInput }))
    .output(z.object({ ...rangeOutput, ...turnaroundAnswer }))
    .query(async ({ ctx, input }) => {
      const { scope } = ctx.viewer;
      const unit = await findUnit(ctx.db, scope, input.unitId);
      const range = resolveRange(input, ctx.now, unit.timezone);
      const found = await turnaround(ctx.db, scope, { unitId: unit.id, ...instantsOf(range) });
      return {
        ...range,
        overall: found.overall,
        perTutor: [...found.perTutor].map(([id, spread]) => ({ userId: id, spread })),
        perDefinition: [...found.perDefinition].map(([id, spread]) => ({ taskDefinitionId: id, spread })),
        waiting: found.waiting,
        definitions: found.definitions,
      };
    }),

  /**
   * Marking per tutor and whole week (from Monday): as many weeks as `count` says, the last of them the one with `last` in
   * it, today's by default. For convenors of the unit and admins.
   */
  weeks: signedIn
    .input(
      z.strictObject({
        unitId,
        last: dateInput.optional(),
        count: z.int().min(1).max(MOST_WEEKS).default(12),
        timezone: timezoneInput.optional(),
      }),
    )
    .output(weeksAnswer)
    .query(async ({ ctx, input }) => {
      const { scope } = ctx.viewer;
      const unit = await findUnit(ctx.db, scope, input.unitId);
      const { to: last, timezone } = resolveRange({ to: input.last, timezone: input.timezone }, ctx.now, unit.timezone);
      return {
        timezone,
        ...(await weeklyMarking(ctx.db, scope, { unitId: unit.id, last, count: input.count, timezone })),
      };
    }),

  /** When marking happens: by weekday and hour, of all staff or of one of them. For convenors of the unit and admins. */
  hourMap: signedIn
    .input(z.strictObject({ unitId, userId: userId.optional(), ...rangeInput }))
    .output(hourMapAnswer)
    .query(async ({ ctx, input }) => {
      const { scope } = ctx.viewer;
      const unit = await findUnit(ctx.db, scope, input.unitId);
      const range = resolveRange(input, ctx.now, unit.timezone);
      const asked = { unitId: unit.id, userId: input.userId, ...instantsOf(range), timezone: range.timezone };
      return { ...range, hours: await hourMap(ctx.db, scope, asked) };
    }),

  /**
   * The time that went into one task definition, or into one student's tasks, by tutor, definition or student: observed
   * and estimated, with the assessments. For convenors of the unit and admins.
   */
  spentOn: signedIn
    .input(
      z.strictObject({
        unitId,
        by: z.enum(SPENT_BY),
        taskDefinitionId: taskDefinitionId.optional(),
        studentId: userId.optional(),
        ...rangeInput,
      }),
    )
    .output(spentOnAnswer)
    .query(async ({ ctx, input }) => {
      const { scope } = ctx.viewer;
      const unit = await findUnit(ctx.db, scope, input.unitId);
      const range = resolveRange(input, ctx.now, unit.timezone);
      const { by, taskDefinitionId: definition, studentId } = input;
      const asked = { unitId: unit.id, by, taskDefinitionId: definition, studentId, ...instantsOf(range) };
      return { ...range, spent: await spentOn(ctx.db, scope, asked) };
    }),
});
