import { MINUTE_MS } from "@tutor-times/core/instant";
import { allSessions, type Procedures } from "./all-sessions";
import { countCell, dateCell, durationCell, momentCells, textCell } from "./cells";
import { sheet, type Sheet } from "./sheet";

interface Asked {
  readonly unitId: number;
  readonly from?: string;
  readonly to?: string;
  readonly timezone?: string;
}

const TUTOR_COLUMNS = [
  "Tutor",
  "Username",
  "Marking",
  "In tutorials",
  "Observed attention",
  "Credited",
  "Assessed",
  "Comments",
  "Median per assessment",
  "Awaiting feedback",
  "Hours allotted",
  "Hours used",
  "Last seen",
];

/**
 * What convenors ask of a unit over whole local days, a sheet for each question, of the same procedures as the pages ask:
 * so that both say the same. Refused to whom they refuse it.
 */
export async function unitWorkbook(procedures: Procedures, asked: Asked): Promise<{ name: string; sheets: readonly Sheet[] }> {
  const report = await procedures.reports.unit(asked);
  const { unit, from, to, timezone } = report;
  const range = { unitId: unit.id, from, to, timezone };
  const [{ tutors: hours }, tasks, students, forecast] = await Promise.all([
    procedures.workload.hours({ unitId: unit.id }),
    procedures.reports.whereTimeWent({ ...range, by: "definition" }),
    procedures.reports.whereTimeWent({ ...range, by: "student" }),
    procedures.workload.forecast({ unitId: unit.id }),
  ]);
  const sessions = await allSessions(procedures, range);
  const moment = momentCells(timezone);
  const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) => textCell(`${firstName} ${lastName}`);
  const minutes = (count: number | null) => durationCell(count === null ? null : count * MINUTE_MS);
  const sheets = [
    sheet(
      "Who marked how long",
      TUTOR_COLUMNS,
      report.tutors.map(({ user, total, medianPerAssessment, awaitingFeedback, lastSeen }) => {
        const own = hours.find((row) => row.user.id === user.id);
        return [
          nameOf(user),
          textCell(user.username),
          durationCell(total.markingMs),
          durationCell(total.inTutorialsMs),
          durationCell(total.activeMs),
          minutes(total.creditedMinutes),
          countCell(total.assessments),
          countCell(total.commentsAdded),
          durationCell(medianPerAssessment?.medianMs ?? null),
          countCell(awaitingFeedback),
          minutes(own?.allotted.totalMinutes ?? null),
          durationCell(own?.total.usedMs ?? null),
          moment(lastSeen),
        ];
      }),
    ),
    sheet(
      "On which days",
      ["Day", "Marking", "In tutorials", "Observed attention", "Assessed"],
      report.days.map((day) => [
        dateCell(day.date),
        durationCell(day.markingMs),
        durationCell(day.inTutorialsMs),
        durationCell(day.activeMs),
        countCell(day.assessments),
      ]),
    ),
    spentSheet("On which tasks", "Task", tasks),
    spentSheet("On which students", "Student", students),
    sheet(
      "What awaits feedback",
      ["Task", "Name", "Awaiting", "Due", "Waiting longest since", "One takes, median", "At least", "At most"],
      forecast.unit.definitions.map((row) => [
        textCell(row.abbreviation),
        textCell(row.name),
        countCell(row.awaiting),
        row.dueDate === null ? null : dateCell(row.dueDate),
        moment(row.oldest),
        durationCell(row.spread?.medianMs ?? null),
        durationCell(row.spread?.lowerMs ?? null),
        durationCell(row.spread?.upperMs ?? null),
      ]),
    ),
    sheet(
      "Which sessions",
      ["Tutor", "Start", "End", "Length", "In a tutorial", "Observed attention", "Assessed", "Opened", "Comments"],
      sessions.map((session) => [
        textCell(session.userName),
        moment(session.start),
        moment(session.end),
        minutes(session.durationMinutes),
        textCell(session.duringTutorial ? "yes" : "no"),
        durationCell(session.activeMs === 0 ? null : session.activeMs),
        countCell(session.assessments),
        countCell(session.submissionsOpened),
        countCell(session.commentsAdded),
      ]),
    ),
    sheet(
      "About these figures",
      ["What", "Value"],
      [
        [textCell("Unit"), textCell(`${unit.code} ${unit.name}`)],
        [textCell("First day"), dateCell(from)],
        [textCell("Last day"), dateCell(to)],
        [textCell("Times in"), textCell(timezone)],
        [textCell("Empty cells"), textCell("not observed, fewer than five observed, or not set: never zero")],
      ],
    ),
  ];
  return { name: `${unit.code} ${from} to ${to}`, sheets };
}

type Spent = Awaited<ReturnType<Procedures["reports"]["whereTimeWent"]>>;

function spentSheet(name: string, what: string, { spent, unattributedMs }: Spent): Sheet {
  const rows = spent.map((row) => [
    textCell(row.code),
    textCell(row.name),
    durationCell(row.observedMs),
    durationCell(row.estimatedMs),
    countCell(row.assessments),
    durationCell(row.medianPerAssessment?.medianMs ?? null),
  ]);
  const columns = [what, "Name", "Observed", "Estimated", "Assessed", "Median per assessment"];
  return sheet(name, columns, [...rows, [textCell("no task can claim it"), null, durationCell(unattributedMs)]]);
}
