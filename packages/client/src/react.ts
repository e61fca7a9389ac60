import { useEffect, useRef, useState } from "react";
import { sameTarget } from "./beats";
import { startHeartbeat, type Heartbeat, type HeartbeatOptions, type HeartbeatState } from "./heartbeat";

/** What `useHeartbeat` wants: the options of `startHeartbeat`, with `target` always given. */
export type UseHeartbeatOptions = HeartbeatOptions & Required<Pick<HeartbeatOptions, "target">>;

/** The heartbeat of a component and what it does; null until a browser runs it. */
export type RunningHeartbeat =
  | { readonly heartbeat: Heartbeat; readonly state: HeartbeatState }
  | { readonly heartbeat: null; readonly state: null };

const NOT_YET: RunningHeartbeat = { heartbeat: null, state: null };

/**
 * Counts attention on `target` for as long as the component is there, and renders it again whenever the state changes. Another
 * target is followed without losing anything; with another `account` it starts afresh. Of `client` and the other options those
 * count with which it started, so that components may write them down anew at each render.
 */
export function useHeartbeat(options: UseHeartbeatOptions): RunningHeartbeat {
  const { account } = options;
  const [running, setRunning] = useState<RunningHeartbeat>(NOT_YET);
  // Components write targets down anew at each render: what they name decides, not which object they are.
  const [target, setTarget] = useState(options.target);
  if (!sameTarget(target, options.target)) setTarget(options.target);
  const atStart = useRef(options);
  useEffect(() => {
    atStart.current = options;
  });

  useEffect(() => {
    const heartbeat = startHeartbeat({ ...atStart.current, ...(account === undefined ? {} : { account }) });
    const show = (state: HeartbeatState) => setRunning({ heartbeat, state });
    show(heartbeat.getState());
    const unsubscribe = heartbeat.subscribe(show);
    return () => {
      unsubscribe();
      heartbeat.stop();
    };
  }, [account]);

  const { heartbeat } = running;
  useEffect(() => {
    if (heartbeat !== null && !sameTarget(heartbeat.getState().target, target)) heartbeat.setTarget(target);
  }, [heartbeat, target]);

  return running;
}
