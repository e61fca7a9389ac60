import { useId, type ReactNode } from "react";
import { percent } from "../../charts/bar-column";
import { Hatch } from "../../charts/hatch";
import { formatTime } from "../../format/moments";
import type { Timeline } from "./prepare-timeline";

const BAND_TOP = 18;
const BAND = 26;

/** Draws a session as a line. Decoration for the tables of the same acts and stretches. */
export function TimelinePlot({
  timeline,
  session,
  timezone,
}: {
  timeline: Timeline;
  session: { readonly start: string; readonly end: string };
  timezone: string;
}) {
  const hatch = useId();
  return (
    <div aria-hidden className="px-1.5">
      <svg width="100%" height={BAND_TOP + BAND + 22} fontSize="12" className="block overflow-visible">
        <Hatch id={hatch} />
        <rect width="100%" y={BAND_TOP} height={BAND} rx="4" className="fill-sunken" />
        {timeline.tutorials.map(({ from, share }) => (
          <rect
            key={from}
            x={percent(100 * from)}
            width={percent(100 * share)}
            y={BAND_TOP}
            height={BAND}
            fill={`url(#${hatch})`}
            opacity="0.35"
          />
        ))}
        {timeline.attention.map(({ from, share, kind }) => (
          <rect
            key={`${from} ${kind}`}
            x={percent(100 * from)}
            width={percent(Math.max(100 * share, 0.2))}
            y={BAND_TOP + (kind === "typing" ? 4 : 7)}
            height={kind === "typing" ? BAND - 8 : BAND - 14}
            rx="2"
            className="fill-accent"
            opacity={kind === "typing" ? 1 : 0.65}
          />
        ))}
        {timeline.acts.map(({ place, isAssessment }, index) => (
          <g key={`${place} ${index}`}>
            <line
              x1={percent(100 * place)}
              x2={percent(100 * place)}
              y1={isAssessment ? 4 : 10}
              y2={BAND_TOP + BAND}
              strokeWidth={isAssessment ? 2 : 1}
              className="stroke-ink"
            />
            {isAssessment && <circle cx={percent(100 * place)} cy="6" r="4" className="fill-ink" />}
          </g>
        ))}
        <text x="0" y={BAND_TOP + BAND + 17} className="fill-muted">
          {formatTime(session.start, timezone)}
        </text>
        <text x="100%" y={BAND_TOP + BAND + 17} textAnchor="end" className="fill-muted">
          {formatTime(session.end, timezone)}
        </text>
      </svg>
    </div>
  );
}

/** What the marks on the line mean. */
export function TimelineLegend() {
  return (
    <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      <Mark name="assessment">
        <line x1="6" x2="6" y1="3" y2="12" strokeWidth="2" className="stroke-ink" />
        <circle cx="6" cy="4" r="3.5" className="fill-ink" />
      </Mark>
      <Mark name="other act">
        <line x1="6" x2="6" y1="1" y2="12" className="stroke-ink" />
      </Mark>
      <Mark name="reading">
        <rect y="4" width="12" height="5" rx="2" className="fill-accent" opacity="0.65" />
      </Mark>
      <Mark name="typing">
        <rect y="1" width="12" height="10" rx="2" className="fill-accent" />
      </Mark>
    </ul>
  );
}

function Mark({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg width="12" height="12">
        {children}
      </svg>
      {name}
    </li>
  );
}
