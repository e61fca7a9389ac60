import type { TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { FEWEST_FOR_SPREAD, type Spread } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import { requireWholeUnit } from "../unit-rights";
import { observedAssessments } from "./observed-assessments";
import { toSpread, type Quartiles } from "./spreads";
import { SESSION_TIME } from "./where-time-went";

export const SPENT_BY = ["tutor", "definition", "student"] as const;

/** Time that went into one task definition, or into one student's tasks, by one of those who spent it or what for. */
export interface SpentOn {
  readonly id: number;
  /** The tutor's or student's username, or the definition's abbreviation. */
  readonly code: string;
  readonly name: string;
  readonly observedMs: number;
  readonly estimatedMs: number;
  readonly assessments: number;
  /** Null below five observed ones. */
  readonly medianPerAssessment: Spread | null;
}

const COLUMNS = {
  tutor: "m.id AS id, m.username AS code, concat_ws(' ', m.first_name, m.last_name) AS name",
  definition: "d.id AS id, d.abbreviation AS code, d.name AS name",
  student: "u.id AS id, u.username AS code, concat_ws(' ', u.first_name, u.last_name) AS name",
} as const;

/** $8 the definition or null, $9 the student or null. `of` has a `task_id` and the `user_id` of who spent the time. */
const named = (by: keyof typeof COLUMNS, of: string) => `
  SELECT g.*, x.* FROM ${of} x CROSS JOIN LATERAL (
    SELECT ${COLUMNS[by]} FROM tasks t JOIN task_definitions d ON d.id = t.task_definition_id
    JOIN projects p ON p.id = t.project_id JOIN users u ON u.id = p.user_id JOIN users m ON m.id = x.user_id
    WHERE t.id = x.task_id AND ($8::bigint IS NULL OR d.id = $8) AND ($9::bigint IS NULL OR u.id = $9) OFFSET 0) g`;

const TIME = `(SELECT v.user_id, a.task_id, sum(a.observed_ms) AS observed_ms, sum(a.estimated_ms) AS estimated_ms
  FROM (SELECT * FROM observed FULL JOIN estimated USING (id, task_id)) a JOIN visible v USING (id) GROUP BY 1, 2)`;

const timeBy = (by: keyof typeof COLUMNS) => `${SESSION_TIME}
  SELECT id, code, name, coalesce(sum(observed_ms), 0)::bigint AS "observedMs",
         coalesce(sum(estimated_ms), 0)::bigint AS "estimatedMs"
  FROM (${named(by, TIME)}) n GROUP BY 1, 2, 3 ORDER BY 2, 1`;

const assessmentsBy = (by: keyof typeof COLUMNS) => `
  SELECT id, code, name, count(*) AS assessments, count(*) FILTER (WHERE ms > 0) AS observed,
         percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY ms) FILTER (WHERE ms > 0) AS quartiles
  FROM (${named(by, "(SELECT user_id, task_id, ms FROM observed)")}) n GROUP BY 1, 2, 3 ORDER BY 2, 1`;

type Named = Pick<SpentOn, "id" | "code" | "name">;

/**
 * The time of a unit within `[from, to)` that went into one task definition, or into one student's tasks, or both, by
 * tutor, definition or student; with the assessments of the same. Convenors of the unit and admins only.
 * Throws DomainError `not_found`, `forbidden`.
 */
export async function spentOn(
  db: Database,
  scope: Scope,
  asked: {
    unitId: UnitId;
    by: (typeof SPENT_BY)[number];
    taskDefinitionId?: TaskDefinitionId | undefined;
    studentId?: UserId | undefined;
    from: Instant;
    to: Instant;
  },
): Promise<SpentOn[]> {
  const { unitId, by, taskDefinitionId = null, studentId = null } = asked;
  await requireWholeUnit(db, scope, unitId);
  const values = [
    ...visibleTo(scope, { unitIds: [unitId] }),
    null,
    [unitId],
    dateOf(asked.from),
    dateOf(asked.to),
    taskDefinitionId,
    studentId,
  ];
  const [times, acts] = await Promise.all([
    db.pool.query<Named & { observedMs: number; estimatedMs: number }>({ text: timeBy(by), values }),
    db.pool.query<Named & { assessments: number; observed: number; quartiles: Quartiles | null }>({
      text: observedAssessments({ start: asked.from, end: asked.to }) + assessmentsBy(by),
      values,
    }),
  ]);
  const rows = new Map<number, SpentOn>();
  for (const row of times.rows) rows.set(row.id, { ...row, assessments: 0, medianPerAssessment: null });
  for (const { id, code, name, assessments, observed, quartiles } of acts.rows) {
    const medianPerAssessment = quartiles === null || observed < FEWEST_FOR_SPREAD ? null : toSpread(quartiles, observed);
    rows.set(id, { observedMs: 0, estimatedMs: 0, ...rows.get(id), id, code, name, assessments, medianPerAssessment });
  }
  return [...rows.values()];
}
