import { parseLocalDate } from "@tutor-times/core/local-date";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Badge, type Tone } from "../../design/badge";
import { HowCounted } from "../../design/how-counted";
import { Empty } from "../../design/notice";
import { Panel, PanelHeading } from "../../design/panel";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { formatCount } from "../../format/change";
import { formatDay } from "../../format/days";
import { formatDuration } from "../../format/duration";
import { formatMoment } from "../../format/moments";
import { forPage } from "../../trpc/server";
import { dueWork, type DueWork } from "./due-work";
import { estimateWords, outlookWords } from "./outlook-words";

type Forecast = inferRouterOutputs<AppRouter>["workload"]["forecast"];

const TONES: Record<NonNullable<Forecast["unit"]["outlook"]>, Tone> = { fits: "good", tight: "warn", exceeds: "bad" };

const HOW =
  "Each task that awaits feedback takes the median of its definition in this unit so far, and no less and no more than the bounds of its middle half: so the range errs on the wide side. Of definitions with fewer than five observed assessments nothing is said.";

/** Whether what awaits feedback will be done within the hours left: for the unit, each tutor and each task. */
export async function ForecastPanels({
  unitId,
  timezone,
  today,
  address,
}: {
  unitId: number;
  timezone: string;
  today: string;
  address: string;
}) {
  const { unit, tutors } = await forPage(address, (procedures) => procedures.workload.forecast({ unitId }));
  return (
    <>
      <Panel aria-labelledby="forecast-heading">
        <PanelHeading
          id="forecast-heading"
          title={
            <span className="flex items-center gap-2">
              Will it be done <HowCounted figure="Will it be done">{HOW}</HowCounted>
            </span>
          }
        />
        <Table label="Will it be done">
          <thead>
            <tr>
              <HeadCell>Whose students</HeadCell>
              <HeadCell className={FIGURE}>Awaiting</HeadCell>
              <HeadCell>That takes</HeadCell>
              <HeadCell className={FIGURE}>Hours left</HeadCell>
              <HeadCell>Outlook</HeadCell>
              <HeadCell>Due</HeadCell>
            </tr>
          </thead>
          <tbody>
            <OutlookRow name="The whole unit" outlook={unit} today={today} isTotal />
            {tutors.map((tutor) => (
              <OutlookRow
                key={tutor.user.id}
                name={`${tutor.user.firstName} ${tutor.user.lastName}`}
                href={`/units/${unitId}/tutors/${tutor.user.id}`}
                outlook={tutor}
                today={today}
              />
            ))}
          </tbody>
        </Table>
      </Panel>
      <Panel aria-labelledby="waiting-heading">
        <PanelHeading id="waiting-heading" title="What awaits feedback" />
        {unit.definitions.length === 0 ? (
          <Empty title="Nothing awaits feedback">Tasks stand here from the moment that a student submits them.</Empty>
        ) : (
          <Table label="What awaits feedback">
            <thead>
              <tr>
                <HeadCell>Task</HeadCell>
                <HeadCell className={FIGURE}>Awaiting</HeadCell>
                <HeadCell>Due</HeadCell>
                <HeadCell>Waiting longest since</HeadCell>
                <HeadCell className={FIGURE}>One takes</HeadCell>
                <HeadCell className={FIGURE}>Middle half</HeadCell>
              </tr>
            </thead>
            <tbody>
              {unit.definitions.map((row) => (
                <tr key={row.id}>
                  <Cell className="min-w-40">
                    <TextLink href={`/units/${unitId}/tasks/${row.id}`}>
                      {row.abbreviation} · <bdi>{row.name}</bdi>
                    </TextLink>
                  </Cell>
                  <Cell className={FIGURE}>{formatCount(row.awaiting)}</Cell>
                  <Cell className="whitespace-nowrap">
                    {row.dueDate === null ? (
                      <span className="text-muted">no date</span>
                    ) : (
                      <>
                        {formatDay(parseLocalDate(row.dueDate))} {row.dueDate < today && <Badge>passed</Badge>}
                      </>
                    )}
                  </Cell>
                  <Cell className="whitespace-nowrap">{row.oldest === null ? "–" : formatMoment(row.oldest, timezone)}</Cell>
                  <Cell className={FIGURE}>
                    {row.spread === null ? <span className="text-muted">too few</span> : formatDuration(row.spread.medianMs)}
                  </Cell>
                  <Cell className={FIGURE}>
                    {row.spread !== null && `${formatDuration(row.spread.lowerMs)} to ${formatDuration(row.spread.upperMs)}`}
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
    </>
  );
}

function OutlookRow({
  name,
  href,
  outlook,
  today,
  isTotal = false,
}: {
  name: string;
  href?: string;
  outlook: Forecast["unit"];
  today: string;
  isTotal?: boolean;
}) {
  const { leftMs, unknown, awaiting } = outlook;
  return (
    <tr className={isTotal ? "font-medium" : undefined}>
      <Cell className="min-w-36">
        {href === undefined ? (
          name
        ) : (
          <TextLink href={href}>
            <bdi>{name}</bdi>
          </TextLink>
        )}
      </Cell>
      <Cell className={FIGURE}>{formatCount(awaiting)}</Cell>
      <Cell className="min-w-44">
        {estimateWords(outlook) ?? <span className="text-muted">too little to tell</span>}
        {unknown > 0 && unknown < awaiting && (
          <span className="block text-xs text-muted">without {formatCount(unknown)} that cannot be told of</span>
        )}
      </Cell>
      <Cell className={FIGURE}>
        {leftMs === null ? (
          <span className="text-muted">not set</span>
        ) : leftMs >= 0 ? (
          formatDuration(leftMs)
        ) : (
          `${formatDuration(-leftMs)} over`
        )}
      </Cell>
      <Cell className="min-w-40">
        {outlook.outlook !== null && awaiting > 0 ? (
          <Badge tone={TONES[outlook.outlook]}>{outlookWords(outlook)}</Badge>
        ) : (
          <span className="text-muted">{outlookWords(outlook)}</span>
        )}
      </Cell>
      <Cell className="min-w-44">
        <Due work={dueWork(outlook.definitions, today)} />
      </Cell>
    </tr>
  );
}

/** What has to be done by the next date, and how much of it is late. */
function Due({ work: { passed, next } }: { work: DueWork }) {
  if (next === null && passed === 0) return <span className="text-muted">nothing with a date</span>;
  return (
    <>
      {next !== null && (
        <>
          {formatCount(next.awaiting)} by {formatDay(parseLocalDate(next.date))}
          <span className="block text-xs text-muted">{estimateWords(next) ?? "too little to tell"}</span>
        </>
      )}
      {passed > 0 && (
        <span className="block">
          <Badge tone="warn">{formatCount(passed)} past the date</Badge>
        </span>
      )}
    </>
  );
}
