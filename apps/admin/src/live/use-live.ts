"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { LiveStream, type LiveStatus } from "./live-stream";

let shared: LiveStream | undefined;

/** The one stream of this page; what a page does not use, it does not open. */
function live(): LiveStream {
  return (shared ??= new LiveStream());
}

/** Calls `onChange` when something that the viewer may see has changed, as long as they see the page. */
export function useChanges(onChange: () => void): void {
  const change = useEffectEvent(onChange);
  useEffect(() => live().onChange(() => change()), []);
}

/** Whether changes are heard at present. */
export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    (listener) => live().onStatus(listener),
    () => live().status,
    () => "connecting",
  );
}
