"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { LiveDot } from "../../design/badge";
import { TextLink } from "../../design/text-link";
import { formatMinutes } from "../../format/duration";
import { useChanges, useLiveStatus } from "../../live/use-live";
import { useTRPC } from "../../trpc/client";

type Current = inferRouterOutputs<AppRouter>["tracker"]["current"];

/** How often a page in view asks all the same: that a session is over is no change that anybody makes. */
const EVERY_MS = 60_000;

/** What is being counted for the viewer at this moment; keeps itself up to date while the page is in view. */
export function MarkingNow({ initial, empty }: { initial: Current; empty: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const status = useLiveStatus();
  const { data, isError } = useQuery({
    ...trpc.tracker.current.queryOptions(),
    initialData: initial,
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: "always",
  });
  useChanges(() => void queries.invalidateQueries({ queryKey: trpc.tracker.current.queryKey() }));
  const [latest] = data.sessions.toSorted((a, b) => b.end.localeCompare(a.end));
  return (
    <p
      className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 rounded-lg bg-sunken px-3 py-1.5 text-sm print:hidden"
      aria-live="polite"
    >
      {latest === undefined ? (
        <span className="text-muted">{empty}</span>
      ) : (
        <>
          <LiveDot />
          <span>
            Marking now ·{" "}
            <TextLink href={`/sessions/${latest.sessionId}`} className="font-medium">
              {latest.unitCode}
            </TextLink>{" "}
            ·{" "}
            <span aria-live="off" className="font-medium whitespace-nowrap">
              {formatMinutes(latest.durationMinutes)}
            </span>
          </span>
        </>
      )}
      {(isError || status === "lost") && (
        <span className="text-warn">Not up to date: the connection was lost. It is being tried again.</span>
      )}
    </p>
  );
}
