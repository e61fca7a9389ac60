import { useId } from "react";
import { Hatch } from "./hatch";

/** Which part of a bar is which; `withRunning` where one is pale because its time is not over yet. */
export function MarkingLegend({ withRunning }: { withRunning: boolean }) {
  const hatch = useId();
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      <li className="flex items-center gap-1.5">
        <svg aria-hidden width="12" height="12">
          <rect width="12" height="12" rx="2" className="fill-accent" />
        </svg>
        outside tutorials
      </li>
      <li className="flex items-center gap-1.5">
        <svg aria-hidden width="12" height="12">
          <Hatch id={hatch} />
          <rect x="0.5" y="0.5" width="11" height="11" rx="2" fill={`url(#${hatch})`} className="stroke-accent" />
        </svg>
        in tutorials
      </li>
      {withRunning && (
        <li className="flex items-center gap-1.5">
          <svg aria-hidden width="12" height="12">
            <rect width="12" height="12" rx="2" className="fill-accent opacity-50" />
          </svg>
          not over yet
        </li>
      )}
    </ul>
  );
}
