import { useId } from "react";
import { Hatch } from "./hatch";

/** A line that shows how much of a whole is in tutorials (hatched) and how much outside (plain). Beside the same in words. */
export function ShareBar({ inTutorialsMs, markingMs }: { inTutorialsMs: number; markingMs: number }) {
  const hatch = useId();
  if (markingMs === 0) return null;
  const outside = (100 * (markingMs - inTutorialsMs)) / markingMs;
  return (
    <svg aria-hidden width="100%" height="8" className="block">
      <Hatch id={hatch} />
      <rect width="100%" height="8" rx="3" fill={`url(#${hatch})`} />
      <rect width={`${outside.toFixed(3)}%`} height="8" rx="3" className="fill-accent" />
    </svg>
  );
}
