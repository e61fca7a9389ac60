import { workloadOf, type AwaitingTasks, type Workload } from "@tutor-times/core/forecast";

interface DueTasks extends AwaitingTasks {
  readonly dueDate: string | null;
}

/** What of the tasks that await feedback has a date, and when the next one is. */
export interface DueWork {
  /** So many of them have a date that has passed. */
  readonly passed: number;
  /** The next date, today included, and what has to be done by then, which holds what has passed; null: none is to come. */
  readonly next: (Workload & { readonly date: string }) | null;
}

/** What `definitions` say of dates, as of `today`; dates are `2025-10-08`. */
export function dueWork(definitions: readonly DueTasks[], today: string): DueWork {
  const dated = definitions.flatMap((row) => (row.dueDate === null ? [] : [{ ...row, date: row.dueDate }]));
  const [date] = dated
    .map((row) => row.date)
    .filter((one) => one >= today)
    .toSorted();
  return {
    passed: dated.filter((row) => row.date < today).reduce((sum, { awaiting }) => sum + awaiting, 0),
    next: date === undefined ? null : { date, ...workloadOf(dated.filter((row) => row.date <= date)) },
  };
}
