"use client";

import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { LiveDot } from "../../design/badge";
import { formatMinutes } from "../../format/duration";
import { useTRPC } from "../../trpc/client";

type Current = inferRouterOutputs<AppRouter>["tracker"]["current"];

/** How often a page in view asks; one that is hidden does not. */
const EVERY_MS = 30_000;

/** What is being counted for the viewer at this moment; keeps itself up to date while the page is in view. */
export function MarkingNow({ initial, empty }: { initial: Current; empty: string }) {
  const trpc = useTRPC();
  const { data, isError } = useQuery({
    ...trpc.tracker.current.queryOptions(),
    initialData: initial,
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: "always",
  });
  const [latest] = data.sessions.toSorted((a, b) => b.end.localeCompare(a.end));
  return (
    <p
      className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 rounded-lg bg-sunken px-3 py-1.5 text-sm"
      aria-live="polite"
    >
      {latest === undefined ? (
        <span className="text-muted">{empty}</span>
      ) : (
        <>
          <LiveDot />
          <span>
            Marking now · <span className="font-medium">{latest.unitCode}</span> ·{" "}
            <span aria-live="off" className="font-medium whitespace-nowrap">
              {formatMinutes(latest.durationMinutes)}
            </span>
          </span>
        </>
      )}
      {isError && <span className="text-warn">This may be out of date: the server could not be reached.</span>}
    </p>
  );
}
