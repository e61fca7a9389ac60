import type { Bar, Series } from "./prepare-bars";

/** Room above the highest bar, for its value. */
export const TOP_MARGIN = 18;
const GAP = 1.5;

/** One bar with its parts, and its value above it where there is room. */
export function BarColumn({
  bar,
  middle,
  width,
  slot,
  height,
  hatch,
  place,
  href,
  showValue,
}: {
  bar: Bar;
  middle: number;
  width: number;
  slot: number;
  height: number;
  hatch: string;
  place: (share: number) => number;
  href: string | undefined;
  showValue: boolean;
}) {
  const total = bar.parts.reduce((sum, part) => sum + part.share, 0);
  if (bar.value === null || total === 0) return null;
  const drawn = (
    <g className={bar.time === "running" ? "opacity-50" : undefined}>
      <title>{`${bar.name}: ${bar.value}`}</title>
      <rect x={percent(middle - slot / 2)} width={percent(slot)} y={TOP_MARGIN} height={height - TOP_MARGIN} fill="transparent" />
      {bar.parts.map((part, index) => {
        const bottom = place(part.base);
        const top = Math.min(place(part.base + part.share), bottom - 2);
        const gap = index === 0 ? 0 : GAP;
        return (
          <rect
            key={part.series}
            x={percent(middle - width / 2)}
            width={percent(width)}
            y={top}
            height={Math.max(bottom - top - gap, 1)}
            rx="2"
            {...paint(part.series, hatch)}
          />
        );
      })}
    </g>
  );
  return (
    <>
      {href === undefined ? (
        drawn
      ) : (
        <a href={href} tabIndex={-1}>
          {drawn}
        </a>
      )}
      {showValue && (
        <text x={percent(middle)} y={place(total) - 6} textAnchor="middle" className="hidden fill-ink sm:inline print:inline">
          {bar.value}
        </text>
      )}
    </>
  );
}

function paint(series: Series, hatch: string) {
  return series === "inTutorials" ? { fill: `url(#${hatch})`, className: "stroke-accent" } : { className: "fill-accent" };
}

/** A share of the plot's width as SVG wants it. */
export function percent(share: number): string {
  return `${Number(share.toFixed(4))}%`;
}
