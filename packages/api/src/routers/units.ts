import { earlier } from "@tutor-times/core/instant";
import { recompute, tryRecompute } from "@tutor-times/db/recompute";
import { deletionEffect } from "@tutor-times/db/sessions/deletion-effect";
import { changeTimetable } from "@tutor-times/db/timetable/change";
import { listTimetable } from "@tutor-times/db/timetable/list";
import { previewTimetable } from "@tutor-times/db/timetable/preview";
import { listPolicies } from "@tutor-times/db/unit-policies";
import { changePolicy } from "@tutor-times/db/unit-policy";
import { requireWholeUnit } from "@tutor-times/db/unit-rights";
import { z } from "zod";
import { figures } from "../schemas/figures";
import { sessionId, unitId } from "../schemas/ids";
import { dateOutput, instantInput, instantOutput } from "../schemas/times";
import { timetableAnswer, timetableChange } from "../schemas/timetable";
import { router, signedIn } from "../trpc";

/** What a change of policy names; the rest stays as it was just before. The floor is at most half the threshold. */
const policyChange = {
  thresholdMinutes: z.int().min(1).max(60).exactOptional(),
  floorMinutes: z.int().min(0).max(30).exactOptional(),
  splitAtTutorials: z.boolean().exactOptional(),
};

const policy = z.object({
  effectiveAt: instantOutput,
  thresholdMinutes: z.number(),
  floorMinutes: z.number(),
  splitAtTutorials: z.boolean(),
});

const counted = z.object({ markingMs: z.number(), inTutorialsMs: z.number(), creditedMinutes: z.number(), sessions: z.number() });

const session = z.object({
  start: instantOutput,
  end: instantOutput,
  durationMinutes: z.number(),
  duringTutorial: z.boolean(),
});

/** What a change does, or would do, to sessions and to the figures of those it concerns. */
const triedOut = {
  sessions: z.number(),
  differences: z
    .array(
      z.object({
        userId: z.number(),
        sessionId: z.number().nullable(),
        before: session.nullable(),
        after: session.nullable(),
      }),
    )
    .readonly(),
  /** Nobody's where it was done. */
  figures: z.array(z.object({ userId: z.number(), before: counted, after: counted })).readonly(),
};

export const unitsRouter = router({
  /** Changes the policy of a unit from now on; the past stays as it is. For its convenors and admins. */
  changePolicy: signedIn
    .input(z.strictObject({ unitId, ...policyChange }))
    .output(policy)
    .mutation(({ ctx, input: { unitId: id, ...change } }) =>
      changePolicy(ctx.db, ctx.viewer.scope, { unitId: id, change, now: ctx.now }),
    ),

  /** Every policy of a unit, the latest first; the last one holds for all time before. For its convenors and admins. */
  policies: signedIn
    .input(z.strictObject({ unitId }))
    .output(
      z.object({
        policies: z.array(policy.extend({ by: z.string().nullable(), enteredAt: instantOutput })),
      }),
    )
    .query(async ({ ctx, input }) => ({ policies: await listPolicies(ctx.db, ctx.viewer.scope, input.unitId) })),

  /** The streams and tutorials of a unit. For its convenors and admins. */
  timetable: signedIn
    .input(z.strictObject({ unitId }))
    .output(timetableAnswer)
    .query(({ ctx, input }) => listTimetable(ctx.db, ctx.viewer.scope, input.unitId)),

  /**
   * Changes the timetable of a unit for the meetings that have not begun, and answers with the timetable as it is now.
   * For its convenors and admins.
   */
  changeTimetable: signedIn
    .input(z.strictObject({ unitId, change: timetableChange }))
    .output(timetableAnswer)
    .mutation(async ({ ctx, input }) => {
      await changeTimetable(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      return listTimetable(ctx.db, ctx.viewer.scope, input.unitId);
    }),

  /**
   * What a change of the timetable would have done to last week, from Monday to Sunday in the unit's zone, had it held
   * then; nothing is changed. For the unit's convenors and admins.
   */
  previewTimetable: signedIn
    .input(z.strictObject({ unitId, change: timetableChange }))
    .output(z.object({ ...triedOut, from: dateOutput, to: dateOutput }))
    .mutation(({ ctx, input }) => previewTimetable(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now })),

  /**
   * Derives the sessions of a unit again from `from` on, with the policy as of then if one is given, and with its
   * timetable as it stands if `timetable` is true. Without `apply` it only shows what would change, and what that does to
   * the figures of those it concerns, from `from` until `until` (now by default). For its convenors and admins.
   */
  recompute: signedIn
    .input(
      z.strictObject({
        unitId,
        from: instantInput,
        policy: z.strictObject(policyChange).optional(),
        timetable: z.boolean().optional(),
        until: instantInput.optional(),
        apply: z.boolean(),
      }),
    )
    .output(z.object(triedOut))
    .mutation(async ({ ctx, input }) => {
      const { scope } = ctx.viewer;
      await requireWholeUnit(ctx.db, scope, input.unitId, "recompute the sessions");
      const { until = ctx.now, ...request } = input;
      const asked = { ...request, now: ctx.now, actorId: scope.userId };
      if (!input.apply) return tryRecompute(ctx.db, { ...asked, until: earlier(until, ctx.now) });
      return { ...(await recompute(ctx.db, asked)), figures: [] };
    }),

  /** What the figures of its owner, around it, would lose with a session. For convenors of its unit and admins. */
  deletionEffect: signedIn
    .input(z.strictObject({ sessionId }))
    .output(z.object({ before: figures, after: figures }))
    .query(({ ctx, input }) => deletionEffect(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now })),
});
