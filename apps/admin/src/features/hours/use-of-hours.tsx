import { Badge } from "../../design/badge";
import { formatDuration, formatMinutes } from "../../format/duration";
import type { HoursUse } from "./hours-types";

/** `12 h of 40 h, 28 h left`; from 80 % on it says so, quietly, and from 100 % on a little less so. */
export function UseOfHours({ use, minutes }: { use: HoursUse; minutes: number | null }) {
  if (minutes === null || use.leftMs === null) {
    return (
      <>
        {formatDuration(use.usedMs)} <span className="text-muted">used, no limit set</span>
      </>
    );
  }
  const left = use.leftMs >= 0 ? `${formatDuration(use.leftMs)} left` : `${formatDuration(-use.leftMs)} over`;
  return (
    <>
      {formatDuration(use.usedMs)} <span className="text-muted">of {formatMinutes(minutes)},</span>{" "}
      {use.warning === null ? (
        <span className="text-muted">{left}</span>
      ) : (
        <Badge tone={use.warning === "over" ? "bad" : "warn"}>{left}</Badge>
      )}
    </>
  );
}
