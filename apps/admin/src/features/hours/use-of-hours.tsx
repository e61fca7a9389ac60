import { Badge } from "../../design/badge";
import { formatDuration, formatMinutes } from "../../format/duration";
import { hoursLeft } from "../../format/hours-left";
import type { HoursUse } from "./hours-types";

/** `12 h of 40 h, 28 h left`; from 80 % on it says so, quietly, and from 100 % on a little less so. */
export function UseOfHours({ use: { usedMs, leftMs, warning }, minutes }: { use: HoursUse; minutes: number | null }) {
  if (minutes === null || leftMs === null) {
    return (
      <>
        {formatDuration(usedMs)} <span className="text-muted">used, no limit set</span>
      </>
    );
  }
  const left = hoursLeft({ usedMs, leftMs, warning });
  return (
    <>
      {formatDuration(usedMs)} <span className="text-muted">of {formatMinutes(minutes)},</span>{" "}
      {warning === null ? (
        <span className="text-muted">{left}</span>
      ) : (
        <Badge tone={warning === "over" ? "bad" : "warn"}>{left}</Badge>
      )}
    </>
  );
}
