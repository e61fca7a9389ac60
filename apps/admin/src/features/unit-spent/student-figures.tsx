import { filterHref, sameDays } from "../../filters/href";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import type { CountingRules } from "../../format/counting-rules";
import { forPage } from "../../trpc/server";
import { SpentPanel } from "./spent-panel";

/** One student in a unit: the time that their tasks took, by task and by tutor. */
export async function StudentFigures({
  path,
  query,
  filters,
  unitId,
  studentId,
  rules,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  unitId: number;
  studentId: number;
  rules: CountingRules;
}) {
  const { from, to, timezone } = filters;
  const asked = { unitId, studentId, from, to, timezone };
  const [byTask, byTutor] = await forPage(filterHref(path, query), (procedures) =>
    Promise.all([
      procedures.workload.spentOn({ ...asked, by: "definition" }),
      procedures.workload.spentOn({ ...asked, by: "tutor" }),
    ]),
  );
  const sessions = (narrowing: FilterQuery) =>
    filterHref(`/units/${unitId}/sessions`, { ...sameDays(query), student: studentId, ...narrowing });
  return (
    <div className="flex flex-col gap-4">
      <SpentPanel
        id="by-task"
        by="definition"
        rows={byTask.spent}
        rule={rules.spent}
        hrefOf={({ id }) => sessions({ task: id })}
      />
      <SpentPanel id="by-tutor" by="tutor" rows={byTutor.spent} rule={rules.spent} hrefOf={({ id }) => sessions({ tutor: id })} />
    </div>
  );
}
