import { HowCounted } from "../../design/how-counted";
import type { HoursOfTutor } from "./hours-types";
import { UseOfHours } from "./use-of-hours";

/** The hours that somebody has for a unit, and what of them is used; nothing where none are set. `unit` says of which. */
export function HoursOfOne({ hours, unit }: { hours: HoursOfTutor | undefined; unit?: string }) {
  if (hours === undefined) return null;
  const { allotted, total, week } = hours;
  if (allotted.totalMinutes === null && allotted.weeklyMinutes === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      <span className="flex items-center gap-1 font-medium">
        Hours{unit !== undefined && ` for ${unit}`}
        <HowCounted figure={unit === undefined ? "Hours" : `Hours for ${unit}`}>
          Marking in the unit since it began, held against the hours that its convenor set; weeks begin on Monday.{" "}
          {allotted.countsTutorials
            ? "Marking during one’s tutorials counts."
            : "Marking during one’s tutorials is not paid out of these hours and does not count."}
        </HowCounted>
      </span>
      {allotted.totalMinutes !== null && (
        <span>
          <UseOfHours use={total} minutes={allotted.totalMinutes} />
        </span>
      )}
      {allotted.weeklyMinutes !== null && (
        <span>
          <span className="text-muted">this week</span> <UseOfHours use={week} minutes={allotted.weeklyMinutes} />
        </span>
      )}
    </div>
  );
}
