import type { TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { LocalDate } from "@tutor-times/core/local-date";
import { AWAITING_FEEDBACK } from "@tutor-times/core/task-status";
import type { Database } from "../database";
import { byAbbreviation } from "./by-abbreviation";

/** What answers a student: a status that changed, or a comment. That its session was deleted does not take it back. */
export const isFeedback = (act: string): string =>
  `(${act}.action = 'assessing' AND ${act}.status_changed OR ${act}.action = 'add-comment')`;

/** Tasks of one definition that await feedback: all, or those of the students in one tutor's tutorials. */
export interface AwaitingDefinition {
  /** Null for the tasks of everybody, also of those in no tutorial. */
  readonly userId: UserId | null;
  readonly id: TaskDefinitionId;
  readonly abbreviation: string;
  readonly name: string;
  readonly dueDate: LocalDate | null;
  readonly awaiting: number;
  /** When the one that waits longest was first submitted since it last had feedback. */
  readonly oldest: Instant | null;
}

/**
 * The tasks `t` of unit $1 that await feedback, if their students are ENROLLED; `statuses` is the parameter of AWAITING_FEEDBACK. By
 * the unit's definitions, after which the index of such tasks goes: no other unit's are read.
 */
export const awaitingInUnit = (statuses: string): string => `
  FROM tasks t
  WHERE t.task_definition_id = ANY(ARRAY(SELECT id FROM task_definitions WHERE unit_id = $1)) AND t.status = ANY(${statuses}::text[])`;

/** Of rows `w`, those whose project is one of unit $1 and enrolled. */
export const ENROLLED = "JOIN projects p ON p.id = w.project_id AND p.unit_id = $1 AND p.enrolled";

const AWAITING = `
  WITH waiting AS (
    SELECT w.id, w.project_id, w.task_definition_id, coalesce((
        SELECT min(s.submitted_at) FROM submissions s WHERE s.task_id = w.id AND s.submitted_at > coalesce((
          SELECT max(a.created_at) FROM session_activities a WHERE a.task_id = w.id AND ${isFeedback("a")}), '-infinity')),
      w.submission_date) AS since
    FROM (SELECT t.* ${awaitingInUnit("$2")}) w ${ENROLLED}
  ), taught AS (
    SELECT DISTINCT w.id, r.user_id FROM waiting w
    JOIN tutorial_enrolments e ON e.project_id = w.project_id JOIN tutorials g ON g.id = e.tutorial_id
    JOIN unit_roles r ON r.id = g.unit_role_id
  ), counted AS (
    SELECT NULL::bigint AS user_id, task_definition_id, count(*) AS awaiting, min(since) AS oldest FROM waiting GROUP BY 2
    UNION ALL
    SELECT t.user_id, w.task_definition_id, count(*), min(w.since) FROM waiting w JOIN taught t ON t.id = w.id GROUP BY 1, 2
  )
  SELECT c.user_id, d.id, d.abbreviation, d.name, d.due_date, c.awaiting, c.oldest
  FROM counted c JOIN task_definitions d ON d.id = c.task_definition_id`;

interface AwaitingColumns {
  readonly user_id: UserId | null;
  readonly id: TaskDefinitionId;
  readonly abbreviation: string;
  readonly name: string;
  readonly due_date: LocalDate | null;
  readonly awaiting: number;
  readonly oldest: Date | null;
}

/** What awaits feedback in a unit, per definition: once for all, and once for each tutor. Rights are the caller's to ask. */
export async function awaitingFeedback(db: Database, unitId: UnitId): Promise<AwaitingDefinition[]> {
  const { rows } = await db.pool.query<AwaitingColumns>({
    text: AWAITING,
    values: [unitId, AWAITING_FEEDBACK],
  });
  return rows
    .map(({ user_id: userId, due_date: dueDate, oldest, ...row }) => ({
      ...row,
      userId,
      dueDate,
      oldest: oldest && instantOf(oldest),
    }))
    .toSorted(byAbbreviation);
}
