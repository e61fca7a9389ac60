import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";

export type HoursOfTutor = inferRouterOutputs<AppRouter>["workload"]["hours"]["tutors"][number];
export type HoursUse = HoursOfTutor["total"];
