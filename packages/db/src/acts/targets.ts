import type { TaskProgress } from "@tutor-times/core/assess";
import type { TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { LocalDate } from "@tutor-times/core/local-date";
import type { TaskStatus } from "@tutor-times/core/task-status";
import { dateOf } from "../tracker/rows";
import type { Client, Statement } from "../transaction";
import type { TaskTarget } from "./act";

/** A project and a definition of its unit, with the task as it stands; `id` null: there is no task yet. */
export interface KnownTask extends TaskTarget {
  readonly unitId: UnitId;
  readonly studentId: UserId;
  readonly dueDate: LocalDate | null;
  readonly id: TaskId | null;
  readonly progress: TaskProgress;
}

/** A task that has its row. */
export type SavedTask = KnownTask & { readonly id: TaskId };

export function isMade(task: KnownTask): task is SavedTask {
  return task.id !== null;
}

/** A project that exists, named together with a definition that its unit does not have. */
export interface StrayTarget {
  readonly unitId: UnitId;
  readonly taskDefinitionId: null;
}

// Not FOR UPDATE, which waits for everybody who is recording an activity on the task: their foreign key shares its row. Whoever
// had to wait reads what the others made of it.
const tasks = (lock: "" | "FOR NO KEY UPDATE OF t") => `
  WITH k AS (SELECT DISTINCT * FROM unnest($1::bigint[], $2::bigint[]) AS k(project_id, task_definition_id)),
  t AS MATERIALIZED (SELECT t.* FROM k JOIN tasks t USING (project_id, task_definition_id) ORDER BY t.id ${lock})
  SELECT k.project_id, k.task_definition_id, d.id IS NULL AS is_stray, p.unit_id, p.user_id AS student_id, d.due_date, t.id,
         coalesce(t.status, 'not_started') AS status, t.submission_date, t.completion_date, t.assessment_date,
         coalesce(t.times_assessed, 0) AS times_assessed, t.grade, t.quality_pts
  FROM k JOIN projects p ON p.id = k.project_id
  LEFT JOIN task_definitions d ON d.id = k.task_definition_id AND d.unit_id = p.unit_id
  LEFT JOIN t ON t.project_id = p.id AND t.task_definition_id = d.id`;
const TASKS = { text: tasks(""), name: "load-tasks" };
const LOCKED_TASKS = { text: tasks("FOR NO KEY UPDATE OF t"), name: "load-tasks-locked" };

const UNITS = "SELECT id FROM units WHERE id = ANY($1::bigint[])";

const MAKE_TASKS = `
  INSERT INTO tasks (project_id, task_definition_id)
  SELECT DISTINCT * FROM unnest($1::bigint[], $2::bigint[]) ORDER BY 1, 2
  ON CONFLICT (project_id, task_definition_id) DO NOTHING`;

interface TaskColumns {
  readonly is_stray: boolean;
  readonly project_id: TaskTarget["projectId"];
  readonly task_definition_id: TaskTarget["taskDefinitionId"];
  readonly unit_id: UnitId;
  readonly student_id: UserId;
  readonly due_date: LocalDate | null;
  readonly id: TaskId | null;
  readonly status: TaskStatus;
  readonly submission_date: Date | null;
  readonly completion_date: Date | null;
  readonly assessment_date: Date | null;
  readonly times_assessed: number;
  readonly grade: number | null;
  readonly quality_pts: number | null;
}

export function targetText(target: TaskTarget): string {
  return `${target.projectId}/${target.taskDefinitionId}`;
}

/**
 * The tasks that `targets` name, by `targetText`; one whose project does not exist is missing. With `lock`, those that exist stay locked until the end of the transaction, in the order of their ids.
 */
export async function loadTasks(
  client: Client,
  targets: readonly TaskTarget[],
  lock: boolean,
): Promise<Map<string, KnownTask | StrayTarget>> {
  if (targets.length === 0) return new Map();
  const { rows } = await client.query<TaskColumns>({ ...(lock ? LOCKED_TASKS : TASKS), values: pairs(targets) });
  return new Map(
    rows.map((row) => [targetText({ projectId: row.project_id, taskDefinitionId: row.task_definition_id }), targetOf(row)]),
  );
}

/** Which of `unitIds` exist. */
export async function loadUnitIds(client: Client, unitIds: readonly UnitId[]): Promise<Set<UnitId>> {
  if (unitIds.length === 0) return new Set();
  const { rows } = await client.query<{ id: UnitId }>({ name: "load-unit-ids", text: UNITS, values: [unitIds] });
  return new Set(rows.map(({ id }) => id));
}

/** Makes the tasks that do not exist yet. Two who make the same one at once wait for each other. */
export async function makeTasks(client: Client, targets: readonly TaskTarget[]): Promise<void> {
  await client.query({ name: "make-tasks", text: MAKE_TASKS, values: pairs(targets) });
}

function pairs(targets: readonly TaskTarget[]): unknown[] {
  return [targets.map(({ projectId }) => projectId), targets.map(({ taskDefinitionId }) => taskDefinitionId)];
}

function targetOf(row: TaskColumns): KnownTask | StrayTarget {
  if (row.is_stray) return { unitId: row.unit_id, taskDefinitionId: null };
  const at = (date: Date | null) => date && instantOf(date);
  return {
    projectId: row.project_id,
    taskDefinitionId: row.task_definition_id,
    unitId: row.unit_id,
    studentId: row.student_id,
    dueDate: row.due_date,
    id: row.id,
    progress: {
      status: row.status,
      submissionDate: at(row.submission_date),
      completionDate: at(row.completion_date),
      assessmentDate: at(row.assessment_date),
      timesAssessed: row.times_assessed,
      grade: row.grade,
      qualityPts: row.quality_pts,
    },
  };
}

const SAVE_TASKS = `
  UPDATE tasks t SET status = n.status, submission_date = n.submission_date, completion_date = n.completion_date,
    assessment_date = n.assessment_date, times_assessed = n.times_assessed, grade = n.grade, quality_pts = n.quality_pts, updated_at = $9
  FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::integer[], $7::integer[], $8::integer[])
    AS n(id, status, submission_date, completion_date, assessment_date, times_assessed, grade, quality_pts)
  WHERE t.id = n.id`;

/** What saves how far tasks have come; each task at most once. */
export function taskWrites(tasks: readonly SavedTask[], now: Instant): Statement[] {
  if (tasks.length === 0) return [];
  const progress = tasks.map((task) => task.progress);
  const at = (date: Instant | null) => date && dateOf(date);
  const values = [
    tasks.map(({ id }) => id),
    progress.map(({ status }) => status),
    progress.map(({ submissionDate }) => at(submissionDate)),
    progress.map(({ completionDate }) => at(completionDate)),
    progress.map(({ assessmentDate }) => at(assessmentDate)),
    progress.map(({ timesAssessed }) => timesAssessed),
    progress.map(({ grade }) => grade),
    progress.map(({ qualityPts }) => qualityPts),
    dateOf(now),
  ];
  return [{ name: "save-tasks", text: SAVE_TASKS, values, table: "tasks" }];
}
