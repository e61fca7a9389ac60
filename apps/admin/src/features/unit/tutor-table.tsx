import { Badge, LiveDot } from "../../design/badge";
import { HowCounted } from "../../design/how-counted";
import { Empty } from "../../design/notice";
import { Panel, PanelHeading } from "../../design/panel";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { formatCount } from "../../format/change";
import type { CountingRules } from "../../format/counting-rules";
import { formatDuration } from "../../format/duration";
import { splitAtTutorials } from "../../format/split";
import { formatMoment, formatTime } from "../../format/moments";
import type { Weeks } from "./prepare-weeks";
import { HoursCell, type HoursOfTutor } from "./hours-cell";
import { observedShare } from "./observed-share";
import type { UnitReport } from "./unit-tiles";
import { WeekLine } from "./week-line";

type Tutor = UnitReport["tutors"][number];

/** The unit's staff as they come, in alphabetical order, a row each: this is no league table. `hrefOf` leads to their page. */
export function TutorTable({
  tutors,
  timezone,
  rules,
  hours,
  weeks,
  hrefOf,
}: {
  tutors: readonly Tutor[];
  timezone: string;
  rules: CountingRules;
  hours: readonly HoursOfTutor[];
  weeks: Weeks;
  hrefOf: (tutor: Tutor) => string;
}) {
  return (
    <Panel aria-labelledby="tutors-heading">
      <PanelHeading
        id="tutors-heading"
        title={
          <>
            Tutors <span className="font-normal text-muted">{formatCount(tutors.length)}</span>
          </>
        }
      />
      {tutors.length === 0 ? (
        <Empty title="Nobody teaches in this unit yet">
          Tutors and convenors appear here as soon as they have a role in the unit.
        </Empty>
      ) : (
        <Table label="Tutors">
          <thead>
            <tr>
              <HeadCell>Name</HeadCell>
              <HeadCell className={FIGURE}>Marking</HeadCell>
              <HeadCell className="min-w-20 text-right">Outside tutorials</HeadCell>
              <HeadCell className="min-w-20 text-right">In tutorials</HeadCell>
              <HeadCell className={FIGURE}>
                <span className="inline-flex items-center gap-1">
                  Observed <HowCounted figure="Observed">{rules.observed}</HowCounted>
                </span>
              </HeadCell>
              <HeadCell className={FIGURE}>Assessed</HeadCell>
              <HeadCell className={FIGURE}>
                <span className="inline-flex items-center gap-1">
                  Median <HowCounted figure="Median">{rules.median}</HowCounted>
                </span>
              </HeadCell>
              <HeadCell className={FIGURE}>Awaiting</HeadCell>
              <HeadCell className={FIGURE}>Hours used</HeadCell>
              <HeadCell className="whitespace-nowrap">{weeks.weeks.length} weeks</HeadCell>
              <HeadCell>Last seen</HeadCell>
            </tr>
          </thead>
          <tbody>
            {tutors.map((tutor) => (
              <tr key={tutor.user.id}>
                <Cell className="min-w-36">
                  <TextLink href={hrefOf(tutor)}>
                    <bdi>
                      {tutor.user.firstName} {tutor.user.lastName}
                    </bdi>
                  </TextLink>
                </Cell>
                <Cell className={`${FIGURE} font-medium`}>{formatDuration(tutor.total.markingMs)}</Cell>
                <Cell className={FIGURE}>{splitAtTutorials(tutor.total.markingMs, tutor.total.inTutorialsMs).outside}</Cell>
                <Cell className={FIGURE}>{splitAtTutorials(tutor.total.markingMs, tutor.total.inTutorialsMs).inTutorials}</Cell>
                <Cell className={FIGURE}>{observedShare(tutor.total)}</Cell>
                <Cell className={FIGURE}>{formatCount(tutor.total.assessments)}</Cell>
                <Cell className={FIGURE}>
                  <Median median={tutor.medianPerAssessment} />
                </Cell>
                <Cell className={FIGURE}>{formatCount(tutor.awaitingFeedback)}</Cell>
                <Cell className={FIGURE}>
                  <HoursCell hours={hours.find(({ user }) => user.id === tutor.user.id)} />
                </Cell>
                <Cell>
                  <WeekLine weeks={weeks.of.get(tutor.user.id) ?? []} />
                </Cell>
                <Cell className="min-w-24">
                  <Seen tutor={tutor} timezone={timezone} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

function Seen({ tutor: { lastSeen, markingSince }, timezone }: { tutor: Tutor; timezone: string }) {
  if (markingSince !== null) {
    return (
      <>
        <Badge tone="good">
          <LiveDot /> marking
        </Badge>{" "}
        <span className="block text-xs">since {formatTime(markingSince, timezone)}</span>
      </>
    );
  }
  return lastSeen === null ? <span className="text-muted">not yet</span> : formatMoment(lastSeen, timezone);
}

function Median({ median }: { median: Tutor["medianPerAssessment"] }) {
  if (median === null) return <span className="text-muted">too few</span>;
  return (
    <>
      {formatDuration(median.medianMs)}
      <span className="block text-xs text-muted">
        {formatDuration(median.lowerMs)} to {formatDuration(median.upperMs)}
      </span>
    </>
  );
}
