import { parseLocalDate } from "@tutor-times/core/local-date";
import { Empty } from "../../design/notice";
import { Panel, PanelHeading } from "../../design/panel";
import { Cell, HeadCell, Table } from "../../design/table";
import { formatDay, formatDayOfMonth, formatDays } from "../../format/days";
import { formatMinutes } from "../../format/duration";
import { forPage } from "../../trpc/server";
import { AddTutorial } from "./add-tutorial";
import { Breaks } from "./breaks";
import { ChangeTutorial } from "./change-tutorial";
import { Streams } from "./streams";
import { TeachingPeriod } from "./teaching-period";

/** When a unit's tutorials meet, and which of them cut sessions. */
export async function TimetablePanels({
  unit,
  address,
}: {
  unit: { readonly id: number; readonly startDate: string; readonly endDate: string; readonly timezone: string };
  address: string;
}) {
  const unitId = unit.id;
  const [{ streams, tutorials, breaks }, hours] = await forPage(address, (procedures) =>
    Promise.all([procedures.units.timetable({ unitId }), procedures.workload.hours({ unitId })]),
  );
  const staff = hours.tutors.map(({ user }) => ({
    id: user.id,
    name: `${user.firstName} ${user.lastName}`,
  }));
  const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", unit.timezone])].toSorted();
  const streamNames = new Map(streams.map(({ id, name }) => [id, name]));
  return (
    <>
      <Panel aria-labelledby="tutorials-heading">
        <PanelHeading
          id="tutorials-heading"
          title={
            <>
              Tutorials <span className="font-normal text-muted">{tutorials.length}</span>
            </>
          }
        >
          <span className="text-sm text-muted">Changes hold for meetings that have not begun.</span>
        </PanelHeading>
        {tutorials.length === 0 ? (
          <Empty title="No tutorials yet">Marking during one’s tutorials is told apart as soon as they are entered here.</Empty>
        ) : (
          <Table label="Tutorials">
            <thead>
              <tr>
                <HeadCell>Name</HeadCell>
                <HeadCell>Meets</HeadCell>
                <HeadCell>Taught by</HeadCell>
                <HeadCell>Stream</HeadCell>
                <HeadCell>Days</HeadCell>
                <HeadCell>Cancelled</HeadCell>
                <HeadCell>
                  <span className="sr-only">Change</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {tutorials.map((tutorial) => (
                <tr key={tutorial.id}>
                  <Cell className="whitespace-nowrap">{tutorial.abbreviation}</Cell>
                  <Cell className="whitespace-nowrap">
                    {tutorial.meetingDay}, {tutorial.meetingTime.padStart(5, "0")}, {formatMinutes(tutorial.durationMinutes)}
                    {tutorial.timezone !== unit.timezone && (
                      <span className="block text-xs text-muted">{tutorial.timezone.replaceAll("_", " ")}</span>
                    )}
                  </Cell>
                  <Cell className="min-w-32">
                    <bdi>{tutorial.tutor.name}</bdi>
                  </Cell>
                  <Cell className="min-w-36">{tutorial.streamId === null ? "–" : streamNames.get(tutorial.streamId)}</Cell>
                  <Cell className="min-w-32">
                    {tutorial.from === null && tutorial.to === null
                      ? "the unit’s"
                      : `${formatDayOfMonth(parseLocalDate(tutorial.from ?? unit.startDate))} – ${formatDayOfMonth(parseLocalDate(tutorial.to ?? unit.endDate))}`}
                  </Cell>
                  <Cell className="min-w-32">
                    {tutorial.cancelled.length === 0
                      ? "–"
                      : tutorial.cancelled.map((date) => formatDay(parseLocalDate(date))).join(", ")}
                  </Cell>
                  <Cell className="text-right">
                    <ChangeTutorial unitId={unitId} tutorial={tutorial} staff={staff} />
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <AddTutorial unitId={unitId} known={tutorials.length} streams={streams} staff={staff} />
      </Panel>
      <Panel aria-labelledby="streams-heading">
        <PanelHeading id="streams-heading" title="Streams" />
        <Streams unitId={unitId} streams={streams} staff={staff} />
      </Panel>
      <Panel aria-labelledby="period-heading">
        <PanelHeading id="period-heading" title="Teaching period and breaks">
          <span className="text-sm text-muted">
            {formatDays(parseLocalDate(unit.startDate), parseLocalDate(unit.endDate))}, times in{" "}
            {unit.timezone.replaceAll("_", " ")}
          </span>
        </PanelHeading>
        <Breaks unitId={unitId} breaks={breaks} staff={staff} />
        <TeachingPeriod unit={unit} zones={zones} staff={staff} />
      </Panel>
    </>
  );
}
