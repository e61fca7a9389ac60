"use client";

import { startHeartbeat, type Heartbeat, type HeartbeatState } from "@tutor-times/client";
import { useEffect, useEffectEvent, useState } from "react";
import { beforeSignOut } from "../../auth/sign-out";
import { useTutorTimes } from "../../trpc/client";

/** How long a sign-out waits for attention that is on its way to the server. */
const LAST_BEAT_MS = 2_000;

interface Running {
  readonly state: HeartbeatState;
  readonly heartbeat: Heartbeat;
}

/**
 * Counts attention on one task while the component is there; `onConfirmed` hears that the server has taken some. State and
 * heartbeat are null until the browser runs them.
 */
export function useHeartbeat(
  { projectId, taskDefinitionId }: { projectId: number; taskDefinitionId: number },
  account: number,
  onConfirmed: () => void,
): Running | { readonly state: null; readonly heartbeat: null } {
  const client = useTutorTimes();
  const [running, setRunning] = useState<Running | null>(null);
  const confirmed = useEffectEvent(onConfirmed);

  useEffect(() => {
    const heartbeat = startHeartbeat({ client, target: { projectId, taskDefinitionId }, account: String(account) });
    let { confirmedAt } = heartbeat.getState();
    const show = (state: HeartbeatState) => {
      setRunning({ state, heartbeat });
      if (state.confirmedAt !== confirmedAt) confirmed();
      ({ confirmedAt } = state);
    };
    show(heartbeat.getState());
    const unsubscribe = heartbeat.subscribe(show);
    const forget = beforeSignOut(() => sendTheRest(heartbeat));
    return () => {
      forget();
      unsubscribe();
      heartbeat.stop();
    };
  }, [client, projectId, taskDefinitionId, account]);

  return running ?? { state: null, heartbeat: null };
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
