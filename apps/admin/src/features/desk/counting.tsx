"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Pause, Play } from "lucide-react";
import { signInHref } from "../../auth/sign-in-href";
import { LiveDot } from "../../design/badge";
import { Button, buttonLook } from "../../design/button";
import { formatMinutes } from "../../format/duration";
import { useTRPC } from "../../trpc/client";
import { heartbeatWords, type HeartbeatWords } from "./heartbeat-words";
import { useDeskHeartbeat } from "./use-heartbeat";

export type Current = inferRouterOutputs<AppRouter>["tracker"]["current"];

const EVERY_MS = 30_000;

/** Counts the time spent on the task in view, says whether it does, and what the session has come to. */
export function Counting({
  task,
  account,
  initial,
}: {
  task: { projectId: number; taskDefinitionId: number; unitId: number; unitCode: string };
  account: number;
  initial: Current;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { state, heartbeat } = useDeskHeartbeat(task, account, () => {
    void queries.invalidateQueries({ queryKey: trpc.tracker.current.queryKey() });
  });
  const { data } = useQuery({
    ...trpc.tracker.current.queryOptions(),
    initialData: initial,
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: false,
  });
  const words: HeartbeatWords =
    state === null ? { text: "Starting to count …", live: false, offer: null } : heartbeatWords(state);
  const session = data.sessions.find(({ unitId }) => unitId === task.unitId);
  return (
    <div className="sticky top-0 z-10 -mx-1 bg-ground px-1 py-2 xl:top-14 print:hidden">
      <div className="flex items-center justify-between gap-4 rounded-xl border border-line bg-surface px-4 py-2">
        <p className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-4" aria-live="polite">
          <span className="flex items-center gap-2 font-medium">
            {words.live ? <LiveDot /> : <span aria-hidden className="size-2 shrink-0 rounded-full bg-edge" />}
            {words.text}
          </span>
          <span aria-live="off" className="text-sm text-muted">
            {session === undefined
              ? `no session in ${task.unitCode} yet`
              : `${task.unitCode} · ${formatMinutes(session.durationMinutes)} counted`}
          </span>
        </p>
        {words.offer === "pause" && (
          <Button size="sm" onClick={() => heartbeat?.pause()}>
            <Pause aria-hidden className="size-4" />
            Pause
          </Button>
        )}
        {words.offer === "resume" && (
          <Button size="sm" onClick={() => heartbeat?.resume()}>
            <Play aria-hidden className="size-4" />
            Go on
          </Button>
        )}
        {words.offer === "sign-in" && (
          <a
            href={signInHref(`/desk/${task.projectId}/${task.taskDefinitionId}`)}
            className={buttonLook({ size: "sm", tone: "primary" })}
          >
            Sign in
          </a>
        )}
      </div>
    </div>
  );
}
