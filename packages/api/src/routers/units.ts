import { earlier } from "@tutor-times/core/instant";
import { recompute } from "@tutor-times/db/recompute";
import { figuresOfDifferences } from "@tutor-times/db/recompute-figures";
import { deletionEffect } from "@tutor-times/db/sessions/deletion-effect";
import { changeTimetable } from "@tutor-times/db/timetable/change";
import { listTimetable } from "@tutor-times/db/timetable/list";
import { listPolicies } from "@tutor-times/db/unit-policies";
import { changePolicy } from "@tutor-times/db/unit-policy";
import { requireWholeUnit } from "@tutor-times/db/unit-rights";
import { z } from "zod";
import { figures } from "../schemas/figures";
import { sessionId, unitId } from "../schemas/ids";
import { instantInput, instantOutput } from "../schemas/times";
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

const counted = z.object({ markingMs: z.number(), creditedMinutes: z.number(), sessions: z.number() });

const session = z.object({
  start: instantOutput,
  end: instantOutput,
  durationMinutes: z.number(),
  duringTutorial: z.boolean(),
});

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
    .output(
      z.object({
        sessions: z.number(),
        differences: z.array(
          z.object({
            userId: z.number(),
            sessionId: z.number().nullable(),
            before: session.nullable(),
            after: session.nullable(),
          }),
        ),
        /** Of those whose sessions change; nobody where it was applied. */
        figures: z.array(z.object({ userId: z.number(), before: counted, after: counted })),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { scope } = ctx.viewer;
      await requireWholeUnit(ctx.db, scope, input.unitId, "recompute the sessions");
      const { until = ctx.now, ...request } = input;
      const found = await recompute(ctx.db, { ...request, now: ctx.now, actorId: scope.userId });
      const range = { unitId: input.unitId, from: input.from, to: earlier(until, ctx.now) };
      const changed = input.apply ? [] : await figuresOfDifferences(ctx.db, found.differences, range);
      return { ...found, differences: [...found.differences], figures: changed };
    }),

  /** What the figures of its owner, around it, would lose with a session. For convenors of its unit and admins. */
  deletionEffect: signedIn
    .input(z.strictObject({ sessionId }))
    .output(z.object({ before: figures, after: figures }))
    .query(({ ctx, input }) => deletionEffect(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now })),
});
