import { adminRouter } from "./routers/admin";
import { deskRouter } from "./routers/desk";
import { reportsRouter } from "./routers/reports";
import { serviceAccountsRouter } from "./routers/service-accounts";
import { sessionsRouter } from "./routers/sessions";
import { tokensRouter } from "./routers/tokens";
import { trackerRouter } from "./routers/tracker";
import { unitsRouter } from "./routers/units";
import { viewerRouter } from "./routers/viewer";
import { workloadRouter } from "./routers/workload";
import { createCallerFactory, router } from "./trpc";

/** Every typed procedure of Tutor Times. */
export const appRouter = router({
  viewer: viewerRouter,
  tracker: trackerRouter,
  desk: deskRouter,
  sessions: sessionsRouter,
  reports: reportsRouter,
  units: unitsRouter,
  workload: workloadRouter,
  admin: adminRouter,
  tokens: tokensRouter,
  serviceAccounts: serviceAccountsRouter,
});
export type AppRouter = typeof appRouter;

/** Calls procedures within the process, as the server's own pages do: `createCaller(context).viewer.me()`. */
export const createCaller = createCallerFactory(appRouter);
