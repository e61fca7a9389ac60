import type { TaskDefinitionId, UserId } from "@tutor-times/core/ids";
import type { Spread } from "@tutor-times/core/spread";

/** The middle of some lengths of time: of all, per tutor and per task definition. What has too few is missing. */
export interface Spreads {
  readonly overall: Spread | null;
  readonly perTutor: ReadonlyMap<UserId, Spread>;
  readonly perDefinition: ReadonlyMap<TaskDefinitionId, Spread>;
}

export type Quartiles = readonly [number, number, number];

/** The end of a query for spreads of `lengths` in milliseconds from `from`; `fewest` is the parameter of the least number. */
export function selectSpreads(lengths: string, from: string, fewest: string): string {
  return `
  SELECT user_id, task_definition_id, grouping(user_id) = 0 AS is_tutor, grouping(task_definition_id) = 0 AS is_definition,
         count(*) AS count, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY ${lengths}) AS quartiles
  FROM ${from} GROUP BY GROUPING SETS ((), (user_id), (task_definition_id)) HAVING count(*) >= ${fewest}`;
}

/** A row of such a query. */
export interface SpreadColumns {
  readonly user_id: UserId;
  readonly task_definition_id: TaskDefinitionId;
  readonly is_tutor: boolean;
  readonly is_definition: boolean;
  readonly count: number;
  readonly quartiles: Quartiles;
}

export function readSpreads(rows: readonly SpreadColumns[]): Spreads {
  const overall = rows.find((row) => !row.is_tutor && !row.is_definition);
  return {
    overall: overall === undefined ? null : toSpread(overall.quartiles, overall.count),
    perTutor: new Map(rows.filter((row) => row.is_tutor).map((row) => [row.user_id, toSpread(row.quartiles, row.count)])),
    perDefinition: new Map(
      rows.filter((row) => row.is_definition).map((row) => [row.task_definition_id, toSpread(row.quartiles, row.count)]),
    ),
  };
}

/** Quartiles, lower first, as whole milliseconds. */
export function toSpread([lower, median, upper]: Quartiles, count: number): Spread {
  return { medianMs: Math.round(median), lowerMs: Math.round(lower), upperMs: Math.round(upper), count };
}
