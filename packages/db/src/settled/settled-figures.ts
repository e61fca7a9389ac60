import type { TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Reader } from "../database";
import { dayFigures, figuresOf, type DayFigures, type FigureColumns, type Figures, type SumColumns } from "../reports/figures";
import { readLengths, type Lengths } from "../reports/lengths";
import { readSettled, selectSettled, STORED, type Cover } from "./select-settled";

const SUMMED = {
  marking_ms: "bigint",
  in_tutorials_ms: "bigint",
  active_ms: "bigint",
  span_ms: "bigint",
  wall_ms: "bigint",
  credited_minutes: "bigint",
  sessions: "bigint",
  assessments: "bigint",
  comments_added: "bigint",
  submissions_opened: "bigint",
} as const;

const FIGURES = { user_id: "bigint", day: "integer", ...SUMMED } as const;

const SUMS = Object.keys(SUMMED)
  .map((column) => `sum(s.${column})::bigint`)
  .join(", ");

const PER_PERSON_AND_DAY = selectSettled(FIGURES, `s.user_id, w.day - 1, ${SUMS} ${STORED} GROUP BY s.user_id, w.day`);

/** A row for each person and one for each day, which are far fewer than one for each day of each person. */
const PER_PERSON_AND_PER_DAY = selectSettled(
  { ...FIGURES, lengths: "text" },
  `s.user_id, NULL, ${SUMS}, string_agg(nullif(array_to_string(s.observed_ms, ','), ''), ',') ${STORED} GROUP BY s.user_id`,
  `NULL, w.day - 1, ${SUMS}, NULL ${STORED} GROUP BY w.day`,
);

const PER_DEFINITION = selectSettled(
  { task_definition_id: "bigint", lengths: "text" },
  `t.task_definition_id, string_agg(o.ms::text, ',')
  FROM (SELECT s.assessed_tasks, s.observed_ms ${STORED}) s, unnest(s.assessed_tasks, s.observed_ms) AS o(task_id, ms)
  JOIN tasks t ON t.id = o.task_id WHERE o.ms > 0 GROUP BY t.task_definition_id`,
);

/** A unit's days: `dayStarts` are their boundaries, so the zone is the caller's. */
export interface UnitDays {
  readonly scope: Scope;
  readonly unitId: UnitId;
  readonly dayStarts: readonly Instant[];
}

/** What is stored of a unit's settled days, per person and day, as far as the scope reaches. */
export async function settledFigures(
  db: Reader,
  asked: UnitDays,
): Promise<{ readonly cover: Cover; readonly figures: readonly DayFigures[] }> {
  const { cover, rows } = await readSettled<FigureColumns>(db, PER_PERSON_AND_DAY, asked);
  return { cover, figures: rows.map(dayFigures) };
}

/** What is stored of a unit's settled days, added up. */
export interface SettledSums {
  readonly cover: Cover;
  readonly perTutor: ReadonlyMap<UserId, Figures>;
  /** By the day's number, from 0. */
  readonly perDay: ReadonlyMap<number, Figures>;
  /** The lengths of each person's assessments, in milliseconds. */
  readonly lengths: Lengths<UserId>;
}

type PersonOrDay = SumColumns &
  (
    | { readonly user_id: UserId; readonly day: null; readonly lengths: string | null }
    | { readonly user_id: null; readonly day: number }
  );

/** The same per person and per day, with how long each person's assessments took. */
export async function settledSums(db: Reader, asked: UnitDays): Promise<SettledSums> {
  const { cover, rows } = await readSettled<PersonOrDay>(db, PER_PERSON_AND_PER_DAY, asked);
  const perTutor = new Map<UserId, Figures>();
  const perDay = new Map<number, Figures>();
  const lengths = new Map<UserId, readonly number[]>();
  for (const row of rows) {
    if (row.user_id === null) perDay.set(row.day, figuresOf(row));
    else {
      perTutor.set(row.user_id, figuresOf(row));
      lengths.set(row.user_id, readLengths(row.lengths));
    }
  }
  return { cover, perTutor, perDay, lengths };
}

/** How long the assessments of each task definition took on a unit's settled days, in milliseconds. */
export async function settledLengthsPerDefinition(
  db: Reader,
  asked: UnitDays,
): Promise<{ readonly cover: Cover; readonly lengths: Lengths<TaskDefinitionId> }> {
  interface DefinitionColumns {
    readonly task_definition_id: TaskDefinitionId;
    readonly lengths: string;
  }
  const { cover, rows } = await readSettled<DefinitionColumns>(db, PER_DEFINITION, asked);
  return { cover, lengths: new Map(rows.map((row) => [row.task_definition_id, readLengths(row.lengths)])) };
}
