import { DomainError } from "@tutor-times/core/errors";
import type { ProjectId, TaskDefinitionId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import { AWAITING_FEEDBACK, type TaskStatus } from "@tutor-times/core/task-status";
import { isTracked, type Scope } from "@tutor-times/core/viewer";
import type { Database } from "./database";
import { taskStatusOf } from "./tasks";
import { findUnit } from "./units";

/** A task that waits for feedback. */
export interface InboxTask {
  readonly taskId: TaskId;
  readonly projectId: ProjectId;
  readonly taskDefinitionId: TaskDefinitionId;
  readonly abbreviation: string;
  readonly taskName: string;
  readonly student: { readonly id: UserId; readonly name: string };
  readonly status: TaskStatus;
  readonly submissionDate: Instant | null;
  /** The student is in a tutorial that the viewer teaches. */
  readonly own: boolean;
}

/**
 * The tasks of a unit that wait for feedback: those of the viewer's own tutorial groups first, then the longest waiting.
 * Throws DomainError: "not_found" without a role in the unit, "forbidden" for whoever is not its staff now.
 */
export async function listInbox(db: Database, scope: Scope, unitId: UnitId): Promise<InboxTask[]> {
  await findUnit(db, scope, unitId);
  if (!isTracked(scope, unitId)) throw new DomainError("forbidden", "You are not authorised to view the inbox of this unit");
  const tasks = await db.prisma.task.findMany({
    where: { status: { in: [...AWAITING_FEEDBACK] }, taskDefinition: { unitId }, project: { unitId, enrolled: true } },
    include: {
      taskDefinition: { select: { abbreviation: true, name: true } },
      project: {
        select: {
          user: { select: { id: true, firstName: true, lastName: true } },
          enrolments: { where: { tutorial: { unitRole: { userId: scope.userId } } }, select: { tutorialId: true }, take: 1 },
        },
      },
    },
    orderBy: [{ submissionDate: { sort: "asc", nulls: "last" } }, { id: "asc" }],
  });
  const inbox = tasks.map(({ id, projectId, taskDefinitionId, taskDefinition, project, status, submissionDate }) => ({
    taskId: Number(id) as TaskId,
    projectId: Number(projectId) as ProjectId,
    taskDefinitionId: Number(taskDefinitionId) as TaskDefinitionId,
    abbreviation: taskDefinition.abbreviation,
    taskName: taskDefinition.name,
    student: { id: Number(project.user.id) as UserId, name: `${project.user.firstName} ${project.user.lastName}` },
    status: taskStatusOf(status),
    submissionDate: submissionDate === null ? null : instantOf(submissionDate),
    own: project.enrolments.length > 0,
  }));
  return inbox.toSorted((a, b) => Number(b.own) - Number(a.own));
}
