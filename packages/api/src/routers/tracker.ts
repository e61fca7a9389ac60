import { ATTENTION_KINDS, READING_ACTIONS } from "@tutor-times/core/actions";
import { recordActivity } from "@tutor-times/db/acts/record-activity";
import { recordBeats } from "@tutor-times/db/acts/record-beats";
import { MOST_REPORTED_ACTS, reportActs } from "@tutor-times/db/acts/report";
import { currentSessions } from "@tutor-times/db/sessions/current-sessions";
import { z } from "zod";
import { idempotencyKey, taskKey, unitId } from "../schemas/ids";
import { MOST_REPORTED_UNITS, reportedAct, reportedUnit, toReportedAct, verdictOfAct } from "../schemas/reported-acts";
import { currentSession } from "../schemas/sessions";
import { instantInput, instantOutput } from "../schemas/times";
import { reporting, router, signedIn, tracking } from "../trpc";

/** The most beats that one call may carry. */
const MOST_BEATS = 100;

const stretch = { from: instantInput, to: instantInput, kind: z.enum(ATTENTION_KINDS).default("reading") };

/** Observed attention `[from, to]` on a task, or on the unit as a whole. */
const beat = z.union([z.strictObject({ ...taskKey, ...stretch }), z.strictObject({ unitId, ...stretch })]);

export const trackerRouter = router({
  /** Records that the caller opened something to read. What assesses and comments records itself. */
  recordActivity: tracking
    .input(z.strictObject({ ...taskKey, action: z.enum(READING_ACTIONS), idempotencyKey: idempotencyKey.optional() }))
    .output(z.object({ verdict: z.enum(["recorded", "ignored"]) }))
    .mutation(async ({ ctx, input }) => {
      const answer = await recordActivity(ctx.db, ctx.caller, input);
      ctx.onVerdicts?.([answer.verdict]);
      return answer;
    }),

  /** Takes a batch of beats; a verdict for each, in their order (rule 3). */
  heartbeat: tracking
    .input(z.strictObject({ beats: z.array(beat).min(1).max(MOST_BEATS) }))
    .output(
      z.object({
        receivedAt: instantOutput,
        verdicts: z.array(z.enum(["recorded", "ignored", "invalid", "too_old", "in_future"])),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const beats = input.beats.map(({ from, to, kind, ...target }) => ({ target, from, to, kind }));
      const verdicts = await recordBeats(ctx.db, ctx.caller, beats);
      ctx.onVerdicts?.(verdicts);
      return { receivedAt: ctx.now, verdicts: [...verdicts] };
    }),

  /**
   * Takes acts of others from a service account with the scope `report`, such as OnTrack's own backend: in any order, up
   * to 7 days old, all in one transaction. A verdict for each, in their order; `detail` says in words why not.
   */
  reportActs: reporting
    .input(
      z.strictObject({
        acts: z.array(z.strictObject(reportedAct)).min(1).max(MOST_REPORTED_ACTS),
        units: z.array(z.strictObject(reportedUnit)).max(MOST_REPORTED_UNITS).default([]),
      }),
    )
    .output(
      z.object({
        receivedAt: instantOutput,
        verdicts: z.array(z.object({ idempotencyKey: z.string(), verdict: verdictOfAct, detail: z.string().nullable() })),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const acts = input.acts.map(toReportedAct);
      const answers = await reportActs(ctx.db, ctx.service, { acts, units: input.units, now: ctx.now });
      ctx.onVerdicts?.(answers.map(({ verdict }) => verdict));
      const verdicts = answers.map((answer, index) => ({ idempotencyKey: acts[index]?.idempotencyKey ?? "", ...answer }));
      return { receivedAt: ctx.now, verdicts };
    }),

  /** The sessions of the caller that are open: what is being counted for them right now. */
  current: signedIn.output(z.object({ now: instantOutput, sessions: z.array(currentSession) })).query(async ({ ctx }) => ({
    now: ctx.now,
    sessions: await currentSessions(ctx.db, ctx.caller),
  })),
});
