import type { LocalDate } from "@tutor-times/core/local-date";
import { useId } from "react";
import { Panel, PanelHeading } from "../design/panel";
import { BarPlot } from "./bar-plot";
import { MarkingLegend } from "./legend";
import { prepareCountBars, prepareMarkingBars, type Bar } from "./prepare-bars";
import { TableTwin } from "./table-twin";

interface Day {
  readonly date: string;
  readonly markingMs: number;
  readonly inTutorialsMs: number;
  readonly assessments: number;
}

/** Marking per day (or week), split in and outside tutorials, and below it, aligned, the tasks assessed. */
export function DaysPanel({
  days,
  today,
  hrefOf,
}: {
  days: readonly Day[];
  today: LocalDate;
  hrefOf: (days: { from: LocalDate; to: LocalDate }) => string;
}) {
  const dated = days.map((day) => ({ ...day, date: day.date as LocalDate, count: day.assessments }));
  const marking = prepareMarkingBars(dated, today);
  const assessments = prepareCountBars(dated, today);
  const heading = useId();
  const per = marking.unit === "day" ? "per day" : "per week";
  return (
    <Panel aria-labelledby={heading}>
      <PanelHeading id={heading} title={`Marking ${per}`}>
        <MarkingLegend withRunning={marking.bars.some((bar) => bar.time === "running")} />
      </PanelHeading>
      <BarPlot bars={marking} height={190} withLabels={false} hrefOf={hrefOf} />
      <h3 className="mt-5 mb-2 text-sm font-medium text-muted">Tasks assessed {per}</h3>
      <BarPlot bars={assessments} height={84} hrefOf={hrefOf} />
      <TableTwin
        label={`Marking and tasks assessed ${per}`}
        columns={[marking.unit === "day" ? "Day" : "Week", "Outside tutorials", "In tutorials", "Marking", "Tasks assessed"]}
        rows={marking.bars.map((bar, index) => ({
          key: bar.from,
          cells: [
            <a key="days" href={hrefOf(bar)} className="text-accent underline underline-offset-2">
              {bar.name}
            </a>,
            partOf(bar, "outside"),
            partOf(bar, "inTutorials"),
            bar.value ?? "not yet",
            assessments.bars[index]?.value ?? "not yet",
          ],
        }))}
      />
    </Panel>
  );
}

function partOf(bar: Bar, series: "outside" | "inTutorials"): string {
  if (bar.value === null) return "not yet";
  return bar.parts.find((part) => part.series === series)?.value ?? "0 min";
}
