import { MOST_ALLOTTED_MINUTES } from "@tutor-times/core/hours";
import { setAllottedHours } from "@tutor-times/db/allotted-hours";
import { forecast } from "@tutor-times/db/reports/forecast";
import { hoursReport } from "@tutor-times/db/reports/hours-report";
import { turnaround } from "@tutor-times/db/reports/turnaround";
import { findUnit } from "@tutor-times/db/units";
import { z } from "zod";
import { instantsOf, resolveRange } from "../range";
import { unitId, userId } from "../schemas/ids";
import { rangeInput, rangeOutput } from "../schemas/times";
import { forecastAnswer, hoursAnswer, turnaroundAnswer } from "../schemas/workload";
import { router, signedIn } from "../trpc";

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
      };
    }),
});
