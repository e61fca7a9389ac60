import { setOwnTimezone } from "@tutor-times/db/own-profile";
import { signOutEverywhere } from "@tutor-times/db/personal-tokens";
import { listUnits } from "@tutor-times/db/units";
import { z } from "zod";
import { timezoneInput } from "../schemas/times";
import { viewerProfile } from "../schemas/viewer";
import { ownSignIn, router, signedIn } from "../trpc";

export const viewerRouter = router({
  /** Who is signed in, and the units in which they hold or held a role. */
  me: signedIn.output(viewerProfile).query(async ({ ctx }) => {
    const units = await listUnits(ctx.db, ctx.viewer.scope, ctx.now);
    return { ...ctx.viewer.user, units };
  }),

  /** Sets the zone in which the caller sees days and times; null: that of the unit they look at. */
  setTimezone: ownSignIn
    .input(z.strictObject({ timezone: timezoneInput.nullable() }))
    .output(z.object({ timezone: z.string().nullable() }))
    .mutation(async ({ ctx, input }) => {
      await setOwnTimezone(ctx.db, ctx.viewer.user.id, { ...input, now: ctx.now });
      return input;
    }),

  /** Ends all sign-ins of the caller, in browsers and in OnTrack, this one too; with `tokensToo` also their tokens. */
  signOutEverywhere: ownSignIn
    .input(z.strictObject({ tokensToo: z.boolean().default(false) }))
    .output(z.object({ ended: z.number() }))
    .mutation(async ({ ctx, input }) => ({
      ended: await signOutEverywhere(ctx.db, ctx.viewer.user.id, { ...input, now: ctx.now }),
    })),
});
