import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";

type Desk = inferRouterOutputs<AppRouter>["desk"];

export type DeskTask = Desk["task"];
export type InboxTask = Desk["inbox"]["tasks"][number];
export type TaskComment = DeskTask["comments"][number];

/** Where a task lies open. */
export function taskHref({ projectId, taskDefinitionId }: { projectId: number; taskDefinitionId: number }): string {
  return `/desk/${projectId}/${taskDefinitionId}`;
}
