import { DomainError } from "@tutor-times/core/errors";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "./database";

export interface StaffMember {
  readonly id: UserId;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/**
 * The user whose time the viewer wants to see: themselves if they are or were staff anywhere, the staff of units that
 * they convene, anybody for an admin. Throws DomainError: "forbidden" for somebody of a unit in which the viewer's role
 * does not suffice, "not_found" for everybody else.
 */
export async function findStaffMember(db: Database, scope: Scope, userId: UserId): Promise<StaffMember> {
  const found = await db.prisma.user.findFirst({
    where: { id: userId, ...visibleStaff(scope, userId) },
    select: { username: true, firstName: true, lastName: true, email: true },
  });
  if (found !== null) return { id: userId, ...found };
  throw (await sharesUnit(db, scope, userId))
    ? new DomainError("forbidden", "You are not authorised to see the time of this user")
    : new DomainError("not_found", "Unable to find requested User", "userId");
}

function visibleStaff(scope: Scope, userId: UserId) {
  if (scope.isAdmin) return {};
  const isStaff = scope.convenes.length + scope.tutors.length + scope.taught.length > 0;
  if (userId === scope.userId && isStaff) return {};
  const unitId = { in: scope.convenes.map(BigInt) };
  return { OR: [{ unitRoles: { some: { unitId } } }, { markingSessions: { some: { unitId } } }] };
}

async function sharesUnit(db: Database, scope: Scope, userId: UserId): Promise<boolean> {
  if (userId === scope.userId) return true;
  const known: UnitId[] = [...scope.convenes, ...scope.tutors, ...scope.taught, ...scope.studies];
  const unitId = { in: known.map(BigInt) };
  const shared = await db.prisma.user.count({
    where: { id: userId, OR: [{ unitRoles: { some: { unitId } } }, { projects: { some: { unitId } } }] },
  });
  return shared > 0;
}
