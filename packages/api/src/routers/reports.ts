import { assessmentsPerGroup, sideBySide } from "@tutor-times/db/reports/assessments-per-group";
import { medianPerAssessment } from "@tutor-times/db/reports/median-per-assessment";
import { tutorReport } from "@tutor-times/db/reports/tutor-report";
import { unitReport } from "@tutor-times/db/reports/unit-report";
import { whereTimeWent } from "@tutor-times/db/reports/where-time-went";
import { findUnitOfStaff } from "@tutor-times/db/units";
import { findStaffMember } from "@tutor-times/db/viewers-staff";
import { z } from "zod";
import { instantsOf, resolveRange } from "../range";
import { dayFigures, figures, spread, timeSpent } from "../schemas/figures";
import { unitId, userId } from "../schemas/ids";
import { staffMember } from "../schemas/people";
import { instantInput, instantOutput, rangeInput, rangeOutput } from "../schemas/times";
import { unit as unitOutput } from "../schemas/viewer";
import { router, signedIn } from "../trpc";

const tutorInReport = z.object({
  user: staffMember,
  total: figures,
  lastSeen: instantOutput.nullable(),
  markingSince: instantOutput.nullable(),
  medianPerAssessment: spread,
  /** Tasks awaiting feedback of the students in their tutorials. */
  awaitingFeedback: z.number(),
});

/** Leaves out what lies after this instant, so that a day that is still running compares with a part of another. */
const until = { until: instantInput.optional() };

/** How often what time went into was assessed, and how long that takes. */
const assessed = { assessments: z.number(), medianPerAssessment: spread };

export const reportsRouter = router({
  /** One member of staff over whole local days, in all units that the caller may see of them or in those named. */
  tutor: signedIn
    .input(
      z.strictObject({ userId: userId.optional(), unitIds: z.array(unitId).min(1).max(100).optional(), ...rangeInput, ...until }),
    )
    .output(
      z.object({ user: staffMember, ...rangeOutput, total: figures, days: z.array(dayFigures), medianPerAssessment: spread }),
    )
    .query(async ({ ctx, input }) => {
      const { scope, user: viewer } = ctx.viewer;
      const range = resolveRange(input, ctx.now, viewer.timezone ?? "UTC");
      const user = await findStaffMember(ctx.db, scope, input.userId ?? scope.userId);
      await Promise.all((input.unitIds ?? []).map((id) => findUnitOfStaff(ctx.db, scope, id)));
      const units = input.unitIds === undefined ? {} : { unitIds: input.unitIds };
      const { total, days } = await tutorReport(ctx.db, scope, { userId: user.id, ...units, ...range, until: input.until });
      const median = await medianPerAssessment(ctx.db, scope, {
        userId: user.id,
        ...units,
        ...instantsOf(range, input.until),
      });
      return { user, ...range, total, days: [...days], medianPerAssessment: median };
    }),

  /** A unit over whole local days: all of it, day by day, and its staff one by one. For its convenors and admins. */
  unit: signedIn
    .input(z.strictObject({ unitId, ...rangeInput, ...until }))
    .output(
      z.object({
        unit: unitOutput,
        ...rangeOutput,
        total: figures,
        days: z.array(dayFigures),
        tutors: z.array(tutorInReport),
        awaitingFeedback: z.number(),
        medianPerAssessment: spread,
        /** How many of the tutors have an open session. */
        markingNow: z.number(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { range, ...report } = await unitReport(ctx.db, ctx.viewer.scope, {
        unitId: input.unitId,
        now: ctx.now,
        timezone: input.timezone,
        rangeIn: (timezone) => ({ ...resolveRange(input, ctx.now, timezone), until: input.until }),
      });
      const { from, to, timezone } = range;
      const markingNow = report.tutors.filter((tutor) => tutor.markingSince !== null).length;
      return { from, to, timezone, ...report, days: [...report.days], tutors: [...report.tutors], markingNow };
    }),

  /**
   * Where session time went, by task definition or by student: observed, estimated, unattributed. Of one unit or of all,
   * of one member of staff or of everybody that the caller may see.
   */
  whereTimeWent: signedIn
    .input(
      z.strictObject({
        by: z.enum(["definition", "student"]),
        unitId: unitId.optional(),
        userId: userId.optional(),
        ...rangeInput,
      }),
    )
    .output(z.object({ ...rangeOutput, spent: z.array(timeSpent.extend(assessed)), unattributedMs: z.number() }))
    .query(async ({ ctx, input }) => {
      const { scope, user: viewer } = ctx.viewer;
      const unit = input.unitId === undefined ? null : await findUnitOfStaff(ctx.db, scope, input.unitId);
      if (input.userId !== undefined || unit === null) await findStaffMember(ctx.db, scope, input.userId ?? scope.userId);
      const range = resolveRange(input, ctx.now, unit?.timezone ?? viewer.timezone ?? "UTC");
      const units = unit === null ? {} : { unitIds: [unit.id] };
      const filter = { userId: input.userId, ...units, ...instantsOf(range) };
      const [{ spent, unattributedMs }, groups] = await Promise.all([
        whereTimeWent(ctx.db, scope, input.by, filter),
        assessmentsPerGroup(ctx.db, scope, input.by, filter),
      ]);
      return { ...range, spent: sideBySide(spent, groups), unattributedMs };
    }),
});
