import { useId } from "react";
import { BarColumn, percent, TOP_MARGIN } from "./bar-column";
import { Hatch } from "./hatch";
import type { Bar, Bars } from "./prepare-bars";

/** Fewer columns than this keep its width: a single day is no poster. */
const FEWEST_COLUMNS = 7;
/** How much of its slot a bar fills: wide ones are made slim, narrow ones are not. */
const barShare = (columns: number) => (columns <= 10 ? 0.46 : 0.68);
const LABEL_LINE = 15;

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
        <Hatch id={hatch} />
        {ticks.map(({ share, label }) => (
          <g key={share}>
            <line x1="0" x2="100%" y1={place(share)} y2={place(share)} className={share === 0 ? "stroke-edge" : "stroke-line"} />
            <text x="-8" y={place(share)} dy="0.32em" textAnchor="end" className="fill-muted">
              {label}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <BarColumn
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
