import { PERSONAL_SCOPES } from "@tutor-times/core/token-scopes";
import { createPersonalToken, listPersonalTokens, LONGEST_LIFE_DAYS, revokePersonalToken } from "@tutor-times/db/personal-tokens";
import { z } from "zod";
import { tokenId } from "../schemas/ids";
import { nameInput } from "../schemas/text";
import { instantOutput } from "../schemas/times";
import { ownSignIn, router } from "../trpc";

/** How long a token that a program keeps shall hold, in whole days. */
export const lifeInDays = z.int().min(1).max(LONGEST_LIFE_DAYS);

/** A new token. It is shown this once: only its hash is stored. */
export const newToken = z.object({ id: z.number(), token: z.string(), expiresAt: instantOutput });

/** A token as it is listed: everything but the token itself. `lastUsedAt` is right to the minute. */
export const listedToken = z.object({
  id: z.number(),
  name: z.string(),
  createdAt: instantOutput,
  expiresAt: instantOutput,
  expired: z.boolean(),
  lastUsedAt: instantOutput.nullable(),
});

export const tokensRouter = router({
  /** The caller's personal tokens that were not revoked, the latest first. */
  list: ownSignIn
    .output(z.object({ tokens: z.array(listedToken.extend({ scope: z.enum(PERSONAL_SCOPES) })) }))
    .query(async ({ ctx }) => ({ tokens: await listPersonalTokens(ctx.db, ctx.viewer.user.id, ctx.now) })),

  /**
   * Makes a token for a program of the caller's: `Authorization: Bearer <token>`. One with the scope `feed` does nothing but
   * show the caller's sessions to a calendar program, at `/api/calendar/sessions.ics?token=<token>`. At most 50 hold at once.
   */
  create: ownSignIn
    .input(z.strictObject({ name: nameInput, scope: z.enum(PERSONAL_SCOPES), days: lifeInDays }))
    .output(newToken)
    .mutation(({ ctx, input }) => createPersonalToken(ctx.db, ctx.viewer.user.id, { ...input, now: ctx.now })),

  /** Makes a token of the caller's worthless from now on. */
  revoke: ownSignIn
    .input(z.strictObject({ tokenId }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await revokePersonalToken(ctx.db, ctx.viewer.user.id, { ...input, now: ctx.now });
      return {};
    }),
});
