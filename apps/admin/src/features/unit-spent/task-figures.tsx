import { Tile, Tiles } from "../../design/tile";
import { filterHref, sameDays } from "../../filters/href";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import { formatCount } from "../../format/change";
import type { CountingRules } from "../../format/counting-rules";
import { formatLongDuration } from "../../format/long-duration";
import { formatMoment } from "../../format/moments";
import { forPage } from "../../trpc/server";
import { SpentPanel } from "./spent-panel";

/** One task definition in a unit: what it took, whom, and what of it still waits. */
export async function TaskFigures({
  path,
  query,
  filters,
  unitId,
  taskDefinitionId,
  rules,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  unitId: number;
  taskDefinitionId: number;
  rules: CountingRules;
}) {
  const { from, to, timezone } = filters;
  const days = { from, to, timezone };
  const [{ spent }, turnaround] = await forPage(filterHref(path, query), (procedures) =>
    Promise.all([
      procedures.workload.spentOn({ unitId, taskDefinitionId, by: "tutor", ...days }),
      procedures.workload.turnaround({ unitId, ...days }),
    ]),
  );
  const waiting = turnaround.waiting.find((row) => row.userId === null && row.id === taskDefinitionId);
  const answered = turnaround.perDefinition.find((row) => row.taskDefinitionId === taskDefinitionId)?.spread ?? null;
  const base = `/units/${unitId}`;
  return (
    <div className="flex flex-col gap-4">
      <Tiles label="Figures of the task" className="md:grid-cols-3">
        <Tile name="Awaiting feedback" how={rules.awaitingFeedback} value={formatCount(waiting?.awaiting ?? 0)}>
          <span className="text-sm text-muted">at this moment</span>
        </Tile>
        <Tile
          name="Waiting longest"
          value={<span className="text-base">{waiting?.oldest ? formatMoment(waiting.oldest, timezone) : "nobody waits"}</span>}
        >
          {waiting?.oldest && <span className="text-sm text-muted">submitted then</span>}
        </Tile>
        <Tile name="Submission to first feedback" value={answered === null ? "too few" : formatLongDuration(answered.medianMs)}>
          <span className="text-sm text-muted">
            {answered === null
              ? "It takes five answers in these days."
              : `middle half ${formatLongDuration(answered.lowerMs)} to ${formatLongDuration(answered.upperMs)}, of ${formatCount(answered.count)}`}
          </span>
        </Tile>
      </Tiles>
      <SpentPanel
        id="by-tutor"
        by="tutor"
        rows={spent}
        rule={rules.spent}
        hrefOf={({ id }) => filterHref(`${base}/sessions`, { ...sameDays(query), tutor: id, task: taskDefinitionId })}
      />
    </div>
  );
}
