import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Badge } from "../../design/badge";
import { formatDuration, formatMinutes } from "../../format/duration";
import { hoursLeft } from "../../format/hours-left";

export type HoursOfTutor = inferRouterOutputs<AppRouter>["workload"]["hours"]["tutors"][number];

/** How much of the hours for the unit is used, and what is left. */
export function HoursCell({ hours }: { hours: HoursOfTutor | undefined }) {
  const minutes = hours?.allotted.totalMinutes ?? null;
  if (hours === undefined || minutes === null || hours.total.leftMs === null) {
    return <span className="text-muted">not set</span>;
  }
  const { usedMs, leftMs, warning } = hours.total;
  // How much is used already stands beside it: the colour tells that it is near the end.
  const left = hoursLeft({ usedMs, leftMs, warning: warning === "over" ? "over" : null });
  return (
    <>
      {formatDuration(usedMs)} <span className="text-muted">of {formatMinutes(minutes)}</span>
      <span className="block text-xs">
        {warning === null ? (
          <span className="text-muted">{left}</span>
        ) : (
          <Badge tone={warning === "over" ? "bad" : "warn"}>{left}</Badge>
        )}
      </span>
    </>
  );
}
