import { listUnits } from "@tutor-times/db/units";
import { viewerProfile } from "../schemas/viewer";
import { router, signedIn } from "../trpc";

export const viewerRouter = router({
  /** Who is signed in, and the units in which they hold or held a role. */
  me: signedIn.output(viewerProfile).query(async ({ ctx }) => {
    const units = await listUnits(ctx.db, ctx.viewer.scope, ctx.now);
    return { ...ctx.viewer.user, units };
  }),
});
