"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useTRPC } from "../../trpc/client";
import { freshKey } from "./idempotency-key";

/** Records that a task was opened: its comments, and its submission where there is one. True if that did not succeed. */
export function useOpening({
  projectId,
  taskDefinitionId,
  hasSubmission,
}: {
  projectId: number;
  taskDefinitionId: number;
  hasSubmission: boolean;
}): boolean {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const record = useMutation({
    ...trpc.tracker.recordActivity.mutationOptions(),
    retry: 3,
    onSettled() {
      void queries.invalidateQueries({ queryKey: trpc.tracker.current.queryKey() });
    },
  });
  const open = useEffectEvent((task: { projectId: number; taskDefinitionId: number }) => {
    if (hasSubmission) record.mutate({ ...task, action: "get-submission-details", ...freshKey() });
    record.mutate({ ...task, action: "get-comments", ...freshKey() });
  });
  useEffect(() => open({ projectId, taskDefinitionId }), [projectId, taskDefinitionId]);
  return record.isError;
}
