import {
  changeServiceAccount,
  closeServiceAccount,
  createServiceAccount,
  issueServiceToken,
  listServiceAccounts,
  revokeServiceToken,
} from "@tutor-times/db/service-accounts";
import { z } from "zod";
import { serviceAccountId, tokenId } from "../schemas/ids";
import { nameInput } from "../schemas/text";
import { instantOutput, timezoneInput } from "../schemas/times";
import { ownSignIn, router } from "../trpc";
import { lifeInDays, listedToken, newToken } from "./tokens";

const account = z.object({ id: z.number(), name: z.string(), createsUnknown: z.boolean(), timezone: z.string() });

/** The programs of the university that report acts of others. All of it for administrators, signed in themselves. */
export const serviceAccountsRouter = router({
  /** Every service account with its tokens that were not revoked; closed ones last. */
  list: ownSignIn
    .output(
      z.object({
        accounts: z.array(
          account.extend({ createdAt: instantOutput, closedAt: instantOutput.nullable(), tokens: z.array(listedToken) }),
        ),
      }),
    )
    .query(async ({ ctx }) => {
      const accounts = await listServiceAccounts(ctx.db, ctx.viewer.scope, ctx.now);
      return { accounts: accounts.map((one) => ({ ...one, tokens: [...one.tokens] })) };
    }),

  /**
   * Makes a service account. `createsUnknown`: whether people, units, projects, definitions and tasks that its reports
   * name and nobody knows are created or refused; `timezone`: of the units that it creates.
   */
  create: ownSignIn
    .input(
      z.strictObject({ name: nameInput, createsUnknown: z.boolean().default(false), timezone: timezoneInput.default("UTC") }),
    )
    .output(account)
    .mutation(({ ctx, input }) => createServiceAccount(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now })),

  /** Changes what an account does with what nobody knows, from its next report on. */
  change: ownSignIn
    .input(
      z.strictObject({
        serviceAccountId,
        createsUnknown: z.boolean().exactOptional(),
        timezone: timezoneInput.exactOptional(),
      }),
    )
    .output(z.object({}))
    .mutation(async ({ ctx, input: { serviceAccountId: id, ...change } }) => {
      await changeServiceAccount(ctx.db, ctx.viewer.scope, { id, ...change, now: ctx.now });
      return {};
    }),

  /** Closes an account for good; its tokens are worthless from now on. What it reported stays. */
  close: ownSignIn
    .input(z.strictObject({ serviceAccountId }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await closeServiceAccount(ctx.db, ctx.viewer.scope, { id: input.serviceAccountId, now: ctx.now });
      return {};
    }),

  /** Makes a token of an account, with the scope `report`. At most 10 of one account hold at once. */
  issueToken: ownSignIn
    .input(z.strictObject({ serviceAccountId, name: nameInput, days: lifeInDays }))
    .output(newToken)
    .mutation(({ ctx, input: { serviceAccountId: id, ...token } }) =>
      issueServiceToken(ctx.db, ctx.viewer.scope, { id, ...token, now: ctx.now }),
    ),

  /** Makes a token of a service account worthless from now on. */
  revokeToken: ownSignIn
    .input(z.strictObject({ tokenId }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await revokeServiceToken(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      return {};
    }),
});
