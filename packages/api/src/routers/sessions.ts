import { deleteSession, restoreSession } from "@tutor-times/db/sessions/deletion";
import { listSessions } from "@tutor-times/db/sessions/list-sessions";
import { findUnitOfStaff } from "@tutor-times/db/units";
import { findStaffMember } from "@tutor-times/db/viewers-staff";
import { z } from "zod";
import { instantsOf, resolveRange } from "../range";
import { sessionId, unitId, userId } from "../schemas/ids";
import { sessionRecord } from "../schemas/sessions";
import { textInput } from "../schemas/text";
import { rangeInput, rangeOutput } from "../schemas/times";
import { router, signedIn } from "../trpc";

const paging = {
  /** From 1. */
  page: z.int().min(1).max(100_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
};

export const sessionsRouter = router({
  /** The sessions that start within whole local days and that the caller may see, ordered by start, page by page. */
  list: signedIn
    .input(z.strictObject({ unitId: unitId.optional(), userId: userId.optional(), ...rangeInput, ...paging }))
    .output(z.object({ ...rangeOutput, total: z.number(), sessions: z.array(sessionRecord) }))
    .query(async ({ ctx, input }) => {
      const { scope, user } = ctx.viewer;
      const unit = input.unitId === undefined ? null : await findUnitOfStaff(ctx.db, scope, input.unitId);
      if (input.userId !== undefined || unit === null) await findStaffMember(ctx.db, scope, input.userId ?? scope.userId);
      const range = resolveRange(input, ctx.now, unit?.timezone ?? user.timezone ?? "UTC");
      const found = await listSessions(ctx.db, scope, {
        ...(input.unitId === undefined ? {} : { unitId: input.unitId }),
        ...(input.userId === undefined ? {} : { userId: input.userId }),
        ...instantsOf(range),
        limit: input.pageSize,
        offset: (input.page - 1) * input.pageSize,
      });
      return { ...range, ...found };
    }),

  /** Deletes a session, with a reason that its owner sees. For convenors of its unit and admins, not for their own. */
  delete: signedIn
    .input(z.strictObject({ sessionId, reason: textInput(1_000) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await deleteSession(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      return {};
    }),

  /** Undoes a deletion: its evidence counts again. For whoever may delete it. */
  restore: signedIn
    .input(z.strictObject({ sessionId }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await restoreSession(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      return {};
    }),
});
