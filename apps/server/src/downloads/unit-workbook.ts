import { MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { addDays, daysBetween, parseLocalDate, weekdayOf, WEEKDAYS, type LocalDate } from "@tutor-times/core/local-date";
import { localDateAt } from "@tutor-times/core/local-days";
import { allSessions, type Procedures } from "./all-sessions";
import { countCell, dateCell, durationCell, momentCells, textCell } from "./cells";
import { nameOf, sheet, type Sheet } from "./sheet";
import { forecastSheet, hoursSheet, turnaroundSheet, weeksSheet } from "./workload-sheets";

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

const MOST_WEEKS = 60;

/**
 * What convenors ask of a unit over whole local days, a sheet for each question, of the same procedures as the pages ask:
 * so that both say the same. Refused to whom they refuse it.
 */
export async function unitWorkbook(
  procedures: Procedures,
  asked: Asked,
  now: Instant,
): Promise<{ name: string; sheets: readonly Sheet[] }> {
  const report = await procedures.reports.unit(asked);
  const { unit, from, to, timezone } = report;
  const range = { unitId: unit.id, from, to, timezone };
  const [{ tutors: hours }, tasks, students, forecast, turnaround, weeks, { hours: map }] = await Promise.all([
    procedures.workload.hours({ unitId: unit.id }),
    procedures.reports.whereTimeWent({ ...range, by: "definition" }),
    procedures.reports.whereTimeWent({ ...range, by: "student" }),
    procedures.workload.forecast({ unitId: unit.id }),
    procedures.workload.turnaround(range),
    procedures.workload.weeks({ unitId: unit.id, ...weeksOf(from, to, localDateAt(now, timezone)), timezone }),
    procedures.workload.hourMap(range),
  ]);
  const sessions = await allSessions(procedures, range);
  const moment = momentCells(timezone);
  const people = forecast.tutors.map(({ user }) => user);
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
    weeksSheet(weeks, people),
    hoursSheet(map),
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
    forecastSheet(forecast),
    turnaroundSheet(turnaround, people, moment),
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

/** The weeks that days reach into, without those that have not begun; at most so many as may be asked for at once. */
function weeksOf(from: string, to: string, today: string) {
  const last = to < today ? to : today;
  const count = Math.floor(Math.max(0, daysBetween(mondayOf(from), mondayOf(last))) / 7) + 1;
  return { last, count: Math.min(MOST_WEEKS, count) };
}

function mondayOf(date: string): LocalDate {
  const day = parseLocalDate(date);
  return addDays(day, -WEEKDAYS.indexOf(weekdayOf(day)));
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
