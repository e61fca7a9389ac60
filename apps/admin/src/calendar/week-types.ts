import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";

export type Calendar = inferRouterOutputs<AppRouter>["sessions"]["calendar"];
export type CalendarSession = Calendar["sessions"][number];
export type CalendarTutorial = Calendar["tutorials"][number];
