import type { Instant } from "@tutor-times/core/instant";
import { FEWEST_FOR_SPREAD, type Spread } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import type { FigureFilter } from "./figures";
import type { TimeSpent } from "./where-time-went";
import { observedAssessments } from "./observed-assessments";
import { toSpread, type Quartiles } from "./spreads";

const GROUPS = {
  definition: "d.id AS id, d.abbreviation AS code, d.name AS name",
  student: "u.id AS id, u.username AS code, concat_ws(' ', u.first_name, u.last_name) AS name",
} as const;
export type AssessmentGrouping = keyof typeof GROUPS;

/** The assessments of one task definition, or of one student's tasks, which `code` and `name` tell. */
export interface AssessmentsOfGroup {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  /** How often a status really changed. */
  readonly assessments: number;
  /** How long one takes, from observed attention; null below five observed. */
  readonly medianPerAssessment: Spread | null;
}

const perGroup = (grouping: AssessmentGrouping): string => `
  SELECT ${GROUPS[grouping]}, count(*) AS assessments, count(*) FILTER (WHERE o.ms > 0) AS observed,
         percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY o.ms) FILTER (WHERE o.ms > 0) AS quartiles
  FROM observed o JOIN tasks t ON t.id = o.task_id JOIN projects p ON p.id = t.project_id
  JOIN task_definitions d ON d.id = t.task_definition_id JOIN users u ON u.id = p.user_id
  GROUP BY 1, 2, 3 ORDER BY 2, 1`;

/** The assessments within `[from, to)`, as far as `scope` reaches, by their task definition or their student. */
export async function assessmentsPerGroup(
  db: Database,
  scope: Scope,
  grouping: AssessmentGrouping,
  { userId, unitIds, from, to }: FigureFilter & { readonly from: Instant; readonly to: Instant },
): Promise<AssessmentsOfGroup[]> {
  const { rows } = await db.pool.query<{
    id: number;
    code: string;
    name: string;
    assessments: number;
    observed: number;
    quartiles: Quartiles | null;
  }>({
    text: observedAssessments({ start: from, end: to }, { ofOne: userId !== undefined }) + perGroup(grouping),
    values: [...visibleTo(scope, { userId, unitIds }), userId ?? null, unitIds ?? null, dateOf(from), dateOf(to)],
  });
  return rows.map(({ observed, quartiles, ...row }) => ({
    ...row,
    medianPerAssessment: quartiles === null || observed < FEWEST_FOR_SPREAD ? null : toSpread(quartiles, observed),
  }));
}

/** Time and assessments of the same groups, side by side; what has only one of the two is there as well. */
export function sideBySide(
  spent: readonly TimeSpent[],
  assessed: readonly AssessmentsOfGroup[],
): (TimeSpent & AssessmentsOfGroup)[] {
  const rows = new Map<number, TimeSpent & AssessmentsOfGroup>();
  for (const row of spent) rows.set(row.id, { assessments: 0, medianPerAssessment: null, ...row });
  for (const row of assessed) rows.set(row.id, { observedMs: 0, estimatedMs: 0, ...rows.get(row.id), ...row });
  return [...rows.values()];
}
