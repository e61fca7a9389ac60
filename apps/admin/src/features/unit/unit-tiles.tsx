import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { LiveDot } from "../../design/badge";
import { Change, Tile, Tiles } from "../../design/tile";
import { formatCount, formatCountChange, formatDurationChange } from "../../format/change";
import type { CountingRules } from "../../format/counting-rules";
import { formatDuration } from "../../format/duration";
import { splitAtTutorials } from "../../format/split";

export type UnitReport = inferRouterOutputs<AppRouter>["reports"]["unit"];

/** The unit's figures over the range, and what waits and goes on in it now. */
export function UnitTiles({
  report,
  before,
  rules,
}: {
  report: UnitReport;
  before: { total: UnitReport["total"]; days: string } | null;
  rules: CountingRules;
}) {
  const { total } = report;
  const [marking, inTutorials] = [total.markingMs, total.inTutorialsMs];
  const parts = splitAtTutorials(marking, inTutorials);
  const earlier = before?.total;
  return (
    <Tiles label="Figures of the unit" className="md:grid-cols-3 xl:grid-cols-6">
      <Tile name="Marking" how={`${rules.marking} The unit’s total adds up its tutors.`} value={formatDuration(marking)}>
        {earlier && <Change change={formatDurationChange(marking, earlier.markingMs)} previous={before.days} />}
      </Tile>
      <Tile name="Outside tutorials" how={rules.outside} value={parts.outside}>
        {earlier && (
          <Change
            change={formatDurationChange(marking - inTutorials, earlier.markingMs - earlier.inTutorialsMs)}
            previous={before.days}
          />
        )}
      </Tile>
      <Tile name="In tutorials" how={rules.inTutorials} value={parts.inTutorials}>
        {earlier && <Change change={formatDurationChange(inTutorials, earlier.inTutorialsMs)} previous={before.days} />}
      </Tile>
      <Tile name="Tasks assessed" how={rules.assessments} value={formatCount(total.assessments)}>
        {earlier && <Change change={formatCountChange(total.assessments, earlier.assessments)} previous={before.days} />}
      </Tile>
      <Tile name="Awaiting feedback" how={rules.awaitingFeedback} value={formatCount(report.awaitingFeedback)}>
        <span className="text-sm text-muted">at this moment</span>
      </Tile>
      <Tile
        name="Marking now"
        how={rules.markingNow}
        value={
          <span className="flex items-center gap-2">
            {formatCount(report.markingNow)}
            {report.markingNow > 0 && <LiveDot />}
          </span>
        }
      >
        <span className="text-sm text-muted">{report.markingNow === 1 ? "tutor" : "tutors"} at this moment</span>
      </Tile>
    </Tiles>
  );
}
