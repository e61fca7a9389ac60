import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Change, Tile } from "../../design/tile";
import { formatCount, formatDurationChange } from "../../format/change";
import { formatDuration } from "../../format/duration";

type Median = inferRouterOutputs<AppRouter>["reports"]["tutor"]["medianPerAssessment"];

/** How long an assessment takes; says so where there is too little to tell. */
export function MedianTile({
  median,
  before,
  how,
  href,
  className,
}: {
  median: Median;
  before: { readonly median: Median; readonly days: string } | null;
  how: string;
  href: string;
  className?: string;
}) {
  return (
    <Tile
      name="Median per assessment"
      how={how}
      className={className ?? ""}
      value={
        median === null ? (
          <span className="text-base font-medium whitespace-normal text-muted">too few to tell</span>
        ) : (
          <a href={href} className="underline-offset-4 hover:underline">
            {formatDuration(median.medianMs)}
          </a>
        )
      }
    >
      {median === null ? (
        <span className="text-sm text-muted">It takes five assessments with observed attention.</span>
      ) : (
        <>
          <span className="text-sm text-muted">
            middle half {formatDuration(median.lowerMs)} to {formatDuration(median.upperMs)}, of {formatCount(median.count)}{" "}
            observed
          </span>
          {before !== null && before.median !== null && (
            <Change change={formatDurationChange(median.medianMs, before.median.medianMs)} previous={before.days} />
          )}
        </>
      )}
    </Tile>
  );
}
