import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";

export type ShownSession = inferRouterOutputs<AppRouter>["sessions"]["show"];
export type NamedTask = ShownSession["spent"][number]["task"];

/** Where a session and what it names lead. */
export interface SessionLinks {
  readonly session: (id: number) => string;
  /** The sessions of the same person with this student, or with this task definition. */
  readonly student: (task: NamedTask) => string;
  readonly definition: (task: NamedTask) => string;
}
