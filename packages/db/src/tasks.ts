import { DomainError } from "@tutor-times/core/errors";
import type { ProjectId, TaskDefinitionId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import { isTaskStatus, type TaskStatus } from "@tutor-times/core/task-status";
import { knowsUnit, readsTask, type Scope } from "@tutor-times/core/viewer";
import type { Database } from "./database";
import { gather } from "./gather";

export interface TaskKey {
  readonly projectId: ProjectId;
  readonly taskDefinitionId: TaskDefinitionId;
}

/** One task with its latest submission, as a tutor reads it. */
export interface TaskOnDesk extends TaskKey {
  /** Null as long as nothing ever touched the task. */
  readonly taskId: TaskId | null;
  readonly unitId: UnitId;
  readonly unitCode: string;
  readonly abbreviation: string;
  readonly taskName: string;
  readonly description: string;
  readonly dueDate: string | null;
  readonly student: { readonly id: UserId; readonly name: string };
  readonly status: TaskStatus;
  readonly timesAssessed: number;
  /** When it was last submitted, with a text or without. */
  readonly submissionDate: Instant | null;
  readonly submission: { readonly text: string; readonly submittedAt: Instant } | null;
}

interface FoundRow extends Omit<
  TaskOnDesk,
  "abbreviation" | "student" | "status" | "submissionDate" | "submission" | keyof TaskKey
> {
  readonly n: number;
  readonly studentId: UserId;
  readonly studentName: string;
  /** Null if the project's unit has no such definition. */
  readonly abbreviation: string | null;
  readonly status: string | null;
  readonly submissionDate: Date | null;
  readonly text: string | null;
  readonly submittedAt: Date | null;
}

const FIND = `
  SELECT k.n::integer, found.*
  FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS k(project_id, task_definition_id, n), LATERAL (
    SELECT p.unit_id AS "unitId", unit.code AS "unitCode", p.user_id AS "studentId",
           student.first_name || ' ' || student.last_name AS "studentName", d.abbreviation, d.name AS "taskName", d.description,
           d.due_date AS "dueDate", t.id AS "taskId", t.status, coalesce(t.times_assessed, 0) AS "timesAssessed",
           t.submission_date AS "submissionDate", s.text, s.submitted_at AS "submittedAt"
    FROM projects p
    JOIN units unit ON unit.id = p.unit_id
    JOIN users student ON student.id = p.user_id
    LEFT JOIN task_definitions d ON d.id = k.task_definition_id AND d.unit_id = p.unit_id
    LEFT JOIN tasks t ON t.project_id = p.id AND t.task_definition_id = d.id
    LEFT JOIN LATERAL (
      SELECT s.text, s.submitted_at FROM submissions s WHERE s.task_id = t.id ORDER BY s.submitted_at DESC, s.id DESC LIMIT 1) AS s ON true
    WHERE p.id = k.project_id
    OFFSET 0) AS found`;

const find = gather<TaskKey, FoundRow | null>(async (db, keys) => {
  const { rows } = await db.pipelined.query<FoundRow>({
    name: "find-tasks",
    text: FIND,
    values: [keys.map(({ projectId }) => projectId), keys.map(({ taskDefinitionId }) => taskDefinitionId)],
  });
  const found = new Map(rows.map((row) => [row.n, row]));
  return keys.map((_, index) => found.get(index + 1) ?? null);
});

/**
 * A task as the staff of its unit and its own student may read it. Throws DomainError: "not_found" if the viewer has no
 * role in its unit or if there is no such task, "forbidden" if their role there does not suffice.
 */
export async function findTask(db: Database, scope: Scope, key: TaskKey): Promise<TaskOnDesk> {
  const row = await find(db, key);
  if (row === null || !knowsUnit(scope, row.unitId)) {
    throw new DomainError("not_found", "Unable to find requested Project", "projectId");
  }
  if (!readsTask(scope, row)) {
    throw new DomainError("forbidden", "You are not authorised to see this task");
  }
  if (row.abbreviation === null) throw new DomainError("not_found", "Unable to find requested Task", "taskDefinitionId");
  const { n: _n, studentId, studentName, text, submittedAt, status, submissionDate, ...stored } = row;
  return {
    ...key,
    ...stored,
    abbreviation: row.abbreviation,
    student: { id: studentId, name: studentName },
    status: taskStatusOf(status),
    submissionDate: submissionDate && instantOf(submissionDate),
    submission: text === null || submittedAt === null ? null : { text, submittedAt: instantOf(submittedAt) },
  };
}

/** The status that the database holds; `not_started` for a task that has no row yet. */
export function taskStatusOf(stored: string | null | undefined): TaskStatus {
  return stored != null && isTaskStatus(stored) ? stored : "not_started";
}
