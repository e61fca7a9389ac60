"use client";

import type { Heartbeat, HeartbeatState } from "@tutor-times/client";
import { useHeartbeat, type RunningHeartbeat } from "@tutor-times/client/react";
import { useEffect, useEffectEvent } from "react";
import { beforeSignOut } from "../../auth/sign-out";
import { useTutorTimes } from "../../trpc/client";

/** How long a sign-out waits for attention that is on its way to the server. */
const LAST_BEAT_MS = 2_000;

/** Counts attention on one task while the component is there; `onConfirmed` hears that the server has taken some. */
export function useDeskHeartbeat(
  { projectId, taskDefinitionId }: { projectId: number; taskDefinitionId: number },
  account: number,
  onConfirmed: () => void,
): RunningHeartbeat {
  const client = useTutorTimes();
  const running = useHeartbeat({ client, target: { projectId, taskDefinitionId }, account: String(account) });
  const { heartbeat, state } = running;
  const confirmedAt = state?.confirmedAt ?? null;
  const confirmed = useEffectEvent(onConfirmed);

  useEffect(() => {
    if (confirmedAt !== null) confirmed();
  }, [confirmedAt]);
  useEffect(() => (heartbeat === null ? undefined : beforeSignOut(() => sendTheRest(heartbeat))), [heartbeat]);

  return running;
}

/** Sends what was counted, waits for the answer for a moment, and leaves nothing behind for whoever signs in next. */
async function sendTheRest(heartbeat: Heartbeat): Promise<void> {
  heartbeat.pause();
  await new Promise<void>((resolve) => {
    const resolveWhenSent = (state: HeartbeatState) => {
      if (state.waitingMs === 0) resolve();
    };
    heartbeat.subscribe(resolveWhenSent);
    resolveWhenSent(heartbeat.getState());
    setTimeout(resolve, LAST_BEAT_MS);
  });
  heartbeat.stop({ discard: true });
}
