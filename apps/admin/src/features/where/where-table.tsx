import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { MedianCells } from "../../design/median-cells";
import { SortHead } from "../../design/sort-head";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { formatCount } from "../../format/change";
import { formatDuration } from "../../format/duration";
import { SpentBar } from "./spent-bar";
import type { WhereOrder, WhereSort } from "./sort-spent";

export type WhereReport = inferRouterOutputs<AppRouter>["reports"]["whereTimeWent"];
export type SpentRow = WhereReport["spent"][number];

/** What the time of the range went into, a row each; the last rows add up to the length of the sessions. */
export function WhereTable({
  what,
  rows,
  unattributedMs,
  totalMs,
  order,
  hrefOf,
}: {
  what: "Task" | "Student";
  rows: readonly SpentRow[];
  unattributedMs: number;
  totalMs: number;
  order: WhereOrder & { readonly hrefOf: (sort: WhereSort) => string };
  hrefOf: (row: SpentRow) => string;
}) {
  const longest = Math.max(1, ...rows.map((row) => row.observedMs + row.estimatedMs));
  const head = (sort: WhereSort, name: string, isFigure = true) => (
    <SortHead name={name} href={order.hrefOf(sort)} sorted={order.sort === sort ? order.order : undefined} isFigure={isFigure} />
  );
  return (
    <Table label="Where it went">
      <thead>
        <tr>
          {head("name", what, false)}
          {head("time", "Time")}
          <HeadCell className="w-1/5 min-w-28">
            <span className="sr-only">Observed and estimated, as a bar</span>
          </HeadCell>
          <HeadCell className={FIGURE}>Observed</HeadCell>
          <HeadCell className={FIGURE}>Estimated</HeadCell>
          {head("assessed", "Assessed")}
          <HeadCell className={FIGURE}>Median</HeadCell>
          <HeadCell className={FIGURE}>Middle half</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Cell className="min-w-40">
              <TextLink href={hrefOf(row)}>
                {what === "Task" && `${row.code} · `}
                <bdi>{row.name}</bdi>
              </TextLink>
            </Cell>
            <Cell className={`${FIGURE} font-medium`}>{formatDuration(row.observedMs + row.estimatedMs)}</Cell>
            <Cell>
              <SpentBar observedMs={row.observedMs} estimatedMs={row.estimatedMs} longestMs={longest} />
            </Cell>
            <Cell className={FIGURE}>{formatDuration(row.observedMs)}</Cell>
            <Cell className={FIGURE}>{formatDuration(row.estimatedMs)}</Cell>
            <Cell className={FIGURE}>{formatCount(row.assessments)}</Cell>
            <MedianCells median={row.medianPerAssessment} />
          </tr>
        ))}
        <tr>
          <Cell className="text-muted">no task can claim it</Cell>
          <Cell className={FIGURE}>{formatDuration(unattributedMs)}</Cell>
          <Cell colSpan={6} />
        </tr>
        <tr className="font-medium">
          <Cell>Sessions of these days, together</Cell>
          <Cell className={FIGURE}>{formatDuration(totalMs)}</Cell>
          <Cell colSpan={6} />
        </tr>
      </tbody>
    </Table>
  );
}
