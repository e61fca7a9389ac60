import { useId } from "react";
import type { Bar, Bars, Series } from "./prepare-bars";

/** Fewer columns than this keep its width: a single day is no poster. */
const FEWEST_COLUMNS = 7;
/** How much of its slot a bar fills: wide ones are made slim, narrow ones are not. */
const barShare = (columns: number) => (columns <= 10 ? 0.46 : 0.68);
const LABEL_LINE = 15;
const TOP_MARGIN = 18;
const GAP = 1.5;

/**
 * Draws prepared bars as an SVG that is as wide as its place: across in percent, down in pixels. Decoration for the
 * table that stands beside it, so assistive technology passes it by. `hrefOf` leads from a bar to its days.
 */
export function BarPlot({
  bars: { bars, ticks },
  height,
  withLabels = true,
  hrefOf,
}: {
  bars: Bars;
  height: number;
  withLabels?: boolean;
  hrefOf?: (bar: Bar) => string;
}) {
  const hatch = useId();
  const labelLines = Math.max(1, ...bars.map((bar) => bar.label.length));
  const slot = 100 / Math.max(bars.length, FEWEST_COLUMNS);
  const place = (share: number) => TOP_MARGIN + (1 - share) * (height - TOP_MARGIN);
  return (
    <div aria-hidden className="pl-12 print:pl-14">
      <svg
        width="100%"
        height={height + (withLabels ? 6 + labelLines * LABEL_LINE : 2)}
        className="block overflow-visible"
        fontSize="12"
      >
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="fill-accent-soft" />
            <rect width="2.5" height="6" className="fill-accent" />
          </pattern>
        </defs>
        {ticks.map(({ share, label }) => (
          <g key={share}>
            <line x1="0" x2="100%" y1={place(share)} y2={place(share)} className={share === 0 ? "stroke-edge" : "stroke-line"} />
            <text x="-8" y={place(share)} dy="0.32em" textAnchor="end" className="fill-muted">
              {label}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <Column
            key={bar.from}
            bar={bar}
            middle={(index + 0.5) * slot}
            width={slot * barShare(bars.length)}
            slot={slot}
            height={height}
            hatch={hatch}
            place={place}
            href={hrefOf?.(bar)}
            showValue={bars.length <= FEWEST_COLUMNS}
          />
        ))}
        {withLabels &&
          bars.map((bar, index) => (
            <text
              key={bar.from}
              y={height + 16}
              textAnchor="middle"
              className={bar.time === "running" ? "fill-ink font-semibold" : "fill-muted"}
            >
              {bar.label.map((line, lineIndex) => (
                <tspan key={line} x={percent((index + 0.5) * slot)} dy={lineIndex === 0 ? 0 : LABEL_LINE}>
                  {line}
                </tspan>
              ))}
            </text>
          ))}
      </svg>
    </div>
  );
}

function Column({
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

function percent(share: number): string {
  return `${Number(share.toFixed(4))}%`;
}
