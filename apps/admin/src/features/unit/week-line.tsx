import type { WeekOfTutor } from "./prepare-weeks";

const WIDTH = 72;
const HEIGHT = 24;
const MARGIN = 2;

/** A line of somebody's weeks. The numbers stand in the table below the weekly bars. */
export function WeekLine({ weeks }: { weeks: readonly WeekOfTutor[] }) {
  const known = weeks.filter(({ value }) => value !== null);
  const step = (WIDTH - 2 * MARGIN) / Math.max(1, weeks.length - 1);
  const points = known.map(({ share }, index) => ({
    x: MARGIN + index * step,
    y: HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN),
  }));
  const last = points.at(-1);
  if (last === undefined) return null;
  return (
    <svg aria-hidden width={WIDTH} height={HEIGHT} className="block">
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} className="line" />
      <circle cx={last.x} cy={last.y} r="2" className="fill-accent" />
    </svg>
  );
}
