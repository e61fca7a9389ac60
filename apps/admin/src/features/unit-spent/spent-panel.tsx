import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { HowCounted } from "../../design/how-counted";
import { Empty } from "../../design/notice";
import { Panel, PanelHeading } from "../../design/panel";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { MedianCells } from "../../design/median-cells";
import { TextLink } from "../../design/text-link";
import { formatCount } from "../../format/change";
import { formatDuration } from "../../format/duration";
import { alphabetically } from "./alphabetically";

export type SpentOn = inferRouterOutputs<AppRouter>["workload"]["spentOn"]["spent"][number];

const WHO = { tutor: "Tutor", definition: "Task", student: "Student" } as const;

/** Who or what the time on a task, or on a student, went to: a row each in alphabetical order, and their sum. */
export function SpentPanel({
  id,
  by,
  rows,
  rule,
  hrefOf,
}: {
  id: string;
  by: keyof typeof WHO;
  rows: readonly SpentOn[];
  rule: string;
  hrefOf: (row: SpentOn) => string;
}) {
  const sum = (of: (row: SpentOn) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [observed, estimated] = [sum(({ observedMs }) => observedMs), sum(({ estimatedMs }) => estimatedMs)];
  return (
    <Panel aria-labelledby={id}>
      <PanelHeading
        id={id}
        title={
          <span className="flex items-center gap-2">
            By {WHO[by].toLowerCase()} <HowCounted figure={`By ${WHO[by].toLowerCase()}`}>{rule}</HowCounted>
          </span>
        }
      />
      {rows.length === 0 ? (
        <Empty title="No time went into it in these days">
          A row stands here for each {WHO[by].toLowerCase()} as soon as somebody opens, comments on or assesses it.
        </Empty>
      ) : (
        <Table label={`Time by ${WHO[by].toLowerCase()}`}>
          <thead>
            <tr>
              <HeadCell>{WHO[by]}</HeadCell>
              <HeadCell className={FIGURE}>Time</HeadCell>
              <HeadCell className={FIGURE}>Observed</HeadCell>
              <HeadCell className={FIGURE}>Estimated</HeadCell>
              <HeadCell className={FIGURE}>Assessed</HeadCell>
              <HeadCell className={FIGURE}>Median</HeadCell>
              <HeadCell className={FIGURE}>Middle half</HeadCell>
            </tr>
          </thead>
          <tbody>
            {alphabetically(rows, by).map((row) => (
              <tr key={row.id}>
                <Cell className="min-w-36">
                  <TextLink href={hrefOf(row)}>
                    {by === "definition" && `${row.code} · `}
                    <bdi>{row.name}</bdi>
                  </TextLink>
                </Cell>
                <Cell className={`${FIGURE} font-medium`}>{formatDuration(row.observedMs + row.estimatedMs)}</Cell>
                <Cell className={FIGURE}>{formatDuration(row.observedMs)}</Cell>
                <Cell className={FIGURE}>{formatDuration(row.estimatedMs)}</Cell>
                <Cell className={FIGURE}>{formatCount(row.assessments)}</Cell>
                <MedianCells median={row.medianPerAssessment} />
              </tr>
            ))}
            <tr className="font-medium">
              <Cell>Together</Cell>
              <Cell className={FIGURE}>{formatDuration(observed + estimated)}</Cell>
              <Cell className={FIGURE}>{formatDuration(observed)}</Cell>
              <Cell className={FIGURE}>{formatDuration(estimated)}</Cell>
              <Cell className={FIGURE}>{formatCount(sum(({ assessments }) => assessments))}</Cell>
              <Cell colSpan={2} />
            </tr>
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
