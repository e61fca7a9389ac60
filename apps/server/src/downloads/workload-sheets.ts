import type { createCaller } from "@tutor-times/api/router";
import { WEEKDAYS } from "@tutor-times/core/local-date";
import { countCell, dateCell, durationCell, textCell, type SheetCell } from "./cells";
import { nameOf, sheet, type Sheet } from "./sheet";

type Workload = ReturnType<typeof createCaller>["workload"];
type Answer<Name extends keyof Workload> = Awaited<ReturnType<Workload[Name]>>;
type Person = Answer<"forecast">["tutors"][number]["user"];

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const OUTLOOKS = { fits: "fits into the hours left", tight: "may just fit", exceeds: "more than the hours left" } as const;

/** Whether what awaits feedback will be done: the whole unit, then each tutor. */
export function forecastSheet({ unit, tutors }: Answer<"forecast">): Sheet {
  const row = (name: SheetCell, { awaiting, unknown, estimate, leftMs, outlook }: Answer<"forecast">["unit"]): SheetCell[] => [
    name,
    countCell(awaiting),
    countCell(unknown),
    durationCell(estimate?.lowerMs ?? null),
    durationCell(estimate?.medianMs ?? null),
    durationCell(estimate?.upperMs ?? null),
    // Spreadsheets show no negative times: what is over has a column of its own.
    durationCell(leftMs === null ? null : Math.max(0, leftMs)),
    durationCell(leftMs === null ? null : Math.max(0, -leftMs)),
    textCell(outlook === null ? "too little to tell" : OUTLOOKS[outlook]),
  ];
  return sheet(
    "Will it be done",
    [
      "Whose students",
      "Awaiting",
      "Cannot be told of",
      "At least",
      "Most likely",
      "At most",
      "Hours left",
      "Hours over",
      "Outlook",
    ],
    [row(textCell("The whole unit"), unit), ...tutors.map((tutor) => row(nameOf(tutor.user), tutor))],
  );
}

/** From submission to first feedback: of all, by tutor and by task; and what waits at this moment. */
export function turnaroundSheet(
  turnaround: Answer<"turnaround">,
  people: readonly Person[],
  moment: (iso: string | null) => SheetCell,
): Sheet {
  const row = (of: SheetCell, spread: Answer<"turnaround">["overall"], waiting: Answer<"turnaround">["waiting"]): SheetCell[] => {
    const [oldest] = waiting.flatMap((one) => (one.oldest === null ? [] : [one.oldest])).toSorted();
    return [
      of,
      durationCell(spread?.medianMs ?? null),
      durationCell(spread?.lowerMs ?? null),
      durationCell(spread?.upperMs ?? null),
      spread === null ? null : countCell(spread.count),
      countCell(waiting.reduce((sum, one) => sum + one.awaiting, 0)),
      moment(oldest ?? null),
    ];
  };
  const waitingFor = (userId: number | null) => turnaround.waiting.filter((one) => one.userId === userId);
  return sheet(
    "How long do students wait",
    ["Of", "Median", "Middle half from", "to", "Answers", "Awaiting now", "Oldest waits since"],
    [
      row(textCell("The whole unit"), turnaround.overall, waitingFor(null)),
      ...people.map((user) =>
        row(nameOf(user), turnaround.perTutor.find((one) => one.userId === user.id)?.spread ?? null, waitingFor(user.id)),
      ),
      ...turnaround.definitions.map(({ id, abbreviation, name }) =>
        row(
          textCell(`${abbreviation} ${name}`),
          turnaround.perDefinition.find((one) => one.taskDefinitionId === id)?.spread ?? null,
          waitingFor(null).filter((one) => one.id === id),
        ),
      ),
    ],
  );
}

/** Marking per week and tutor; whoever marked in none of the weeks has zeroes. */
export function weeksSheet({ weeks, tutors }: Answer<"weeks">, people: readonly Person[]): Sheet {
  return sheet(
    "In which weeks",
    ["Week from", ...people.map(({ firstName, lastName }) => `${firstName} ${lastName}`)],
    weeks.map((monday, index) => [
      dateCell(monday),
      ...people.map(({ id }) => durationCell(tutors.find(({ userId }) => userId === id)?.markingMs[index] ?? 0)),
    ]),
  );
}

/** Marking by hour and weekday, all staff added up. */
export function hoursSheet(map: Answer<"hourMap">["hours"]): Sheet {
  return sheet(
    "In which hours",
    ["Hour", ...WEEKDAYS],
    HOURS.map((hour) => [
      textCell(`${String(hour).padStart(2, "0")}:00`),
      ...WEEKDAYS.map((_, index) =>
        durationCell(map.find((one) => one.hour === hour && one.weekday === index + 1)?.markingMs ?? 0),
      ),
    ]),
  );
}
