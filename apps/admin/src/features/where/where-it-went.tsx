import { HowCounted } from "../../design/how-counted";
import { Empty } from "../../design/notice";
import { PageSteps } from "../../design/page-steps";
import { Panel, PanelHeading } from "../../design/panel";
import { asking, filterHref, sameDays } from "../../filters/href";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import { formatCount } from "../../format/change";
import type { CountingRules } from "../../format/counting-rules";
import { forPage } from "../../trpc/server";
import { sortSpent, WHERE_SORTS, type WhereOrder, type WhereSort } from "./sort-spent";
import { WhereLegend } from "./where-legend";
import { WhereTable, type SpentRow } from "./where-table";

const PAGE_SIZE = 100;

/**
 * Time by task or by student: observed, estimated, or neither. The viewer's own, or of a unit that of all its staff or of
 * one of them; `rowHref` leads from a row elsewhere than to the viewer's own sessions.
 */
export async function WhereItWent({
  path,
  query,
  filters,
  userId,
  unitId = query.unit,
  by = query.by ?? "definition",
  rules,
  rowHref,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  userId: number | undefined;
  unitId?: number | undefined;
  by?: "definition" | "student";
  rules: CountingRules;
  rowHref?: (row: SpentRow) => string;
}) {
  const { from, to, timezone } = filters;
  const unit = unitId === undefined ? {} : { unitId };
  const whose = userId === undefined ? {} : { userId };
  const report = await forPage(filterHref(path, query), (procedures) =>
    procedures.reports.whereTimeWent({ by, ...whose, ...unit, from, to, timezone }),
  );
  const order = orderOf(query);
  const nameOf = (row: SpentRow) => (by === "definition" ? `${row.code} ${row.name}` : row.name);
  const rows = sortSpent(report.spent, order, nameOf);
  const page = query.page ?? 1;
  const attributedMs = rows.reduce((sum, row) => sum + row.observedMs + row.estimatedMs, 0);
  const days = sameDays(query);
  return (
    <Panel aria-labelledby="where-heading">
      <PanelHeading
        id="where-heading"
        title={
          <span className="flex items-center gap-2">
            {by === "definition" ? "By task" : "By student"}{" "}
            <span className="font-normal text-muted">{formatCount(rows.length)}</span>
            <HowCounted figure="Where it went">{rules.spent}</HowCounted>
          </span>
        }
      >
        <WhereLegend />
      </PanelHeading>
      {rows.length === 0 && report.unattributedMs === 0 ? (
        <Empty title="No time was counted in these days">
          What sessions are spent on stands here as soon as there are some: each task and each student, with what was observed and
          what is estimated.
        </Empty>
      ) : (
        <WhereTable
          what={by === "definition" ? "Task" : "Student"}
          rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
          unattributedMs={report.unattributedMs}
          totalMs={attributedMs + report.unattributedMs}
          order={{ ...order, hrefOf: (sort) => filterHref(path, sortedBy(query, sort)) }}
          hrefOf={
            rowHref ?? (({ id }) => filterHref("/sessions", asking(days, by === "definition" ? { task: id } : { student: id })))
          }
        />
      )}
      <PageSteps
        page={page}
        total={rows.length}
        pageSize={PAGE_SIZE}
        hrefOf={(other) => filterHref(path, { ...query, page: other })}
      />
    </Panel>
  );
}

function orderOf({ sort, order = "asc" }: FilterQuery): WhereOrder {
  return { sort: WHERE_SORTS.find((one) => one === sort) ?? "name", order };
}

function sortedBy(query: FilterQuery, sort: WhereSort): FilterQuery {
  const current = orderOf(query);
  const first = sort === "name" ? "asc" : "desc";
  return asking(query, { sort, order: current.sort !== sort ? first : current.order === "asc" ? "desc" : "asc" });
}
