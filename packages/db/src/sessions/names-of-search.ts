import type { TaskDefinitionId, UserId } from "@tutor-times/core/ids";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";

const NAMES = `
  SELECT (SELECT concat_ws(' ', u.first_name, u.last_name) FROM users u WHERE u.id = $1
            AND ($3 OR EXISTS (SELECT FROM projects p WHERE p.user_id = u.id AND p.unit_id = ANY($4::bigint[])))) AS student,
         (SELECT d.abbreviation || ' · ' || d.name FROM task_definitions d WHERE d.id = $2 AND ($3 OR d.unit_id = ANY($4::bigint[]))) AS task`;

/** The names of a student and a task definition that sessions are searched by; null what is not asked for, or not of a unit of theirs. */
export async function namesOfSearch(
  db: Database,
  scope: Scope,
  {
    studentId,
    taskDefinitionId,
  }: { readonly studentId?: UserId | undefined; readonly taskDefinitionId?: TaskDefinitionId | undefined },
): Promise<{ readonly student: string | null; readonly task: string | null }> {
  if (studentId === undefined && taskDefinitionId === undefined) return { student: null, task: null };
  const units = [...scope.convenes, ...scope.tutors, ...scope.taught];
  const { rows } = await db.pool.query<{ student: string | null; task: string | null }>(NAMES, [
    studentId ?? null,
    taskDefinitionId ?? null,
    scope.isAdmin,
    units,
  ]);
  return rows[0] ?? { student: null, task: null };
}
