import { useId } from "react";

/** A line that shows how much of a whole is in tutorials (hatched) and how much outside (plain). Beside the same in words. */
export function ShareBar({ inTutorialsMs, markingMs }: { inTutorialsMs: number; markingMs: number }) {
  const hatch = useId();
  if (markingMs === 0) return null;
  const outside = (100 * (markingMs - inTutorialsMs)) / markingMs;
  return (
    <svg aria-hidden width="100%" height="8" className="block">
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="fill-accent-soft" />
          <rect width="2" height="5" className="fill-accent" />
        </pattern>
      </defs>
      <rect width="100%" height="8" rx="3" fill={`url(#${hatch})`} />
      <rect width={`${outside.toFixed(3)}%`} height="8" rx="3" className="fill-accent" />
    </svg>
  );
}
