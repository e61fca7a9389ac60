"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useChanges } from "./use-live";
import { holdRefreshes } from "./whole-refresh";

/** No more often than this is a page drawn anew. */
const AT_MOST_EVERY_MS = 5_000;

/** Draws the page anew when something on it has changed: what is open in it stays open, and all of it where that fails. */
export function RefreshOnChange() {
  const router = useRouter();
  const waiting = useRef<number | undefined>(undefined);
  const last = useRef(0);
  useChanges(() => {
    if (waiting.current !== undefined) return;
    const since = performance.now() - last.current;
    waiting.current = window.setTimeout(
      () => {
        waiting.current = undefined;
        last.current = performance.now();
        router.refresh();
      },
      last.current === 0 ? 0 : Math.max(0, AT_MOST_EVERY_MS - since),
    );
  });
  useEffect(holdRefreshes, []);
  useEffect(() => () => window.clearTimeout(waiting.current), []);
  return null;
}
