import { DomainError } from "@tutor-times/core/errors";
import type { UserId } from "@tutor-times/core/ids";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";

/**
 * Lets pass who may see time that went into a student's work: whoever is or was staff of a unit that the student is or
 * was enrolled in, and admins. Which of that time they see is up to the query that follows.
 * Throws DomainError: "forbidden" for oneself and for whoever shares a unit with the student as a student only,
 * "not_found" for everybody else.
 */
export async function requireStudentInView(db: Database, scope: Scope, studentId: UserId): Promise<void> {
  if (await isEnrolledIn(db, studentId, scope.isAdmin ? null : [...scope.convenes, ...scope.tutors, ...scope.taught])) return;
  if (studentId === scope.userId || (await isEnrolledIn(db, studentId, scope.studies)))
    throw new DomainError("forbidden", "You are not authorised to see the time spent on this student");
  throw new DomainError("not_found", "Unable to find requested User", "studentId");
}

/** Whether there is such a user, with a project in one of `unitIds` unless that is null. */
async function isEnrolledIn(db: Database, userId: UserId, unitIds: readonly number[] | null): Promise<boolean> {
  const { rows } = await db.pool.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM users u WHERE u.id = $1 AND ($2::bigint[] IS NULL
       OR EXISTS (SELECT FROM projects p WHERE p.user_id = u.id AND p.unit_id = ANY($2)))) AS found`,
    [userId, unitIds],
  );
  return rows[0]?.found ?? false;
}
