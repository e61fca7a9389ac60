import { ATTENTION_KINDS, READING_ACTIONS } from "@tutor-times/core/actions";
import { recordActivity } from "@tutor-times/db/acts/record-activity";
import { recordBeats } from "@tutor-times/db/acts/record-beats";
import { currentSessions } from "@tutor-times/db/sessions/current-sessions";
import { z } from "zod";
import { idempotencyKey, taskKey, unitId } from "../schemas/ids";
import { currentSession } from "../schemas/sessions";
import { instantInput, instantOutput } from "../schemas/times";
import { router, signedIn, tracking } from "../trpc";

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

  /** The sessions of the caller that are open: what is being counted for them right now. */
  current: signedIn.output(z.object({ now: instantOutput, sessions: z.array(currentSession) })).query(async ({ ctx }) => ({
    now: ctx.now,
    sessions: await currentSessions(ctx.db, ctx.caller),
  })),
});
