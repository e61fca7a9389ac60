import { DomainError } from "@tutor-times/core/errors";
import type { ProjectId, TaskDefinitionId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import { isTaskStatus, type TaskStatus } from "@tutor-times/core/task-status";
import { isTracked, knowsUnit, type Scope } from "@tutor-times/core/viewer";
import type { Database } from "./database";

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

/**
 * A task as the staff of its unit and its own student may read it. Throws DomainError: "not_found" if the viewer has no
 * role in its unit or if there is no such task, "forbidden" if their role there does not suffice.
 */
export async function findTask(db: Database, scope: Scope, key: TaskKey): Promise<TaskOnDesk> {
  const project = await findReadableProject(db, scope, key.projectId);
  const definition = await db.prisma.taskDefinition.findFirst({
    where: { id: key.taskDefinitionId, unitId: project.unitId },
    include: {
      unit: { select: { code: true } },
      tasks: {
        where: { projectId: key.projectId },
        include: { submissions: { orderBy: [{ submittedAt: "desc" }, { id: "desc" }], take: 1 } },
      },
    },
  });
  if (definition === null) throw new DomainError("not_found", "Unable to find requested Task", "taskDefinitionId");
  const task = definition.tasks[0];
  const submission = task?.submissions[0];
  return {
    taskId: task === undefined ? null : (Number(task.id) as TaskId),
    unitId: project.unitId,
    unitCode: definition.unit.code,
    projectId: key.projectId,
    taskDefinitionId: key.taskDefinitionId,
    abbreviation: definition.abbreviation,
    taskName: definition.name,
    description: definition.description,
    dueDate: definition.dueDate?.toISOString().slice(0, 10) ?? null,
    student: project.student,
    status: taskStatusOf(task?.status),
    timesAssessed: task?.timesAssessed ?? 0,
    submissionDate: task?.submissionDate == null ? null : instantOf(task.submissionDate),
    submission: submission === undefined ? null : { text: submission.text, submittedAt: instantOf(submission.submittedAt) },
  };
}

/** The status that the database holds; `not_started` for a task that has no row yet. */
export function taskStatusOf(stored: string | undefined): TaskStatus {
  return stored !== undefined && isTaskStatus(stored) ? stored : "not_started";
}

async function findReadableProject(db: Database, scope: Scope, projectId: ProjectId) {
  const project = await db.prisma.project.findUnique({
    where: { id: projectId },
    select: { unitId: true, userId: true, user: { select: { firstName: true, lastName: true } } },
  });
  const unitId = project === null ? null : (Number(project.unitId) as UnitId);
  if (project === null || unitId === null || !knowsUnit(scope, unitId)) {
    throw new DomainError("not_found", "Unable to find requested Project", "projectId");
  }
  const student = { id: Number(project.userId) as UserId, name: `${project.user.firstName} ${project.user.lastName}` };
  if (!isTracked(scope, unitId) && student.id !== scope.userId) {
    throw new DomainError("forbidden", "You are not authorised to see this task");
  }
  return { unitId, student };
}
