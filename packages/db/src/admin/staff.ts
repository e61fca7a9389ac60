import { DomainError } from "@tutor-times/core/errors";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import { writeAudit } from "../audit";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import { inTransaction } from "../transaction";
import { requireWholeUnit } from "../unit-rights";

export const UNIT_ROLES = ["tutor", "convenor"] as const;
export type UnitRoleName = (typeof UNIT_ROLES)[number];

const GIVE = `
  INSERT INTO unit_roles (unit_id, user_id, role, created_at, updated_at)
  SELECT $1, u.id, $3, $4, $4 FROM users u WHERE u.username = lower($2) AND u.active
  ON CONFLICT (unit_id, user_id, role) DO UPDATE SET ended_at = NULL, updated_at = EXCLUDED.updated_at RETURNING user_id`;

/**
 * Makes somebody tutor or convenor of a unit, again if they were once. Holds from their next request on. Logged.
 * Convenors of the unit and admins only. Throws DomainError `not_found` for a username that nobody active has.
 */
export async function giveUnitRole(
  db: Database,
  scope: Scope,
  { unitId, username, role, now }: { unitId: UnitId; username: string; role: UnitRoleName; now: Instant },
): Promise<void> {
  await requireWholeUnit(db, scope, unitId, "change the staff");
  await inTransaction(db.pipelined, async (client) => {
    const { rows } = await client.query<{ user_id: UserId }>(GIVE, [unitId, username.trim(), role, dateOf(now)]);
    const [given] = rows;
    if (given === undefined) {
      throw new DomainError("not_found", `Nobody active has the username ${username.trim()}.`, "username");
    }
    const details = { userId: given.user_id, role };
    await writeAudit(client, { actorId: scope.userId, unitId, action: "unit.role.give", details }, now);
  });
}

/**
 * Ends a role in a unit: its holder loses it at their next request, and still sees their own time. Their tutorials stay
 * in the timetable until they are moved or ended. Convenors of the unit and admins only, convenors not their own role.
 */
export async function endUnitRole(
  db: Database,
  scope: Scope,
  { unitId, userId, role, now }: { unitId: UnitId; userId: UserId; role: UnitRoleName; now: Instant },
): Promise<void> {
  await requireWholeUnit(db, scope, unitId, "change the staff");
  if (userId === scope.userId && !scope.isAdmin) {
    throw new DomainError("forbidden", "You cannot end your own role: ask another convenor or an administrator.", "user_id");
  }
  await inTransaction(db.pipelined, async (client) => {
    const { rows } = await client.query(
      `UPDATE unit_roles SET ended_at = $4, updated_at = $4
       WHERE unit_id = $1 AND user_id = $2 AND role = $3 AND ended_at IS NULL RETURNING id`,
      [unitId, userId, role, dateOf(now)],
    );
    if (rows.length === 0) throw new DomainError("not_found", "Unable to find requested UnitRole", "user_id");
    await writeAudit(client, { actorId: scope.userId, unitId, action: "unit.role.end", details: { userId, role } }, now);
  });
}

/** A role in a unit that somebody holds. */
export interface StaffRole {
  readonly userId: UserId;
  readonly role: UnitRoleName;
  /** The abbreviations of their tutorials of which meetings are still to come. */
  readonly tutorials: readonly string[];
}

const HELD = `
  SELECT r.user_id AS "userId", r.role,
         ARRAY(SELECT t.abbreviation FROM tutorials t JOIN unit_roles o ON o.id = t.unit_role_id
               WHERE o.unit_id = $1 AND o.user_id = r.user_id
                 AND EXISTS (SELECT 1 FROM tutorial_windows w WHERE w.tutorial_id = t.id AND w.start_time > $2)
               ORDER BY t.abbreviation) AS tutorials
  FROM unit_roles r WHERE r.unit_id = $1 AND (r.ended_at IS NULL OR r.ended_at > $2) ORDER BY r.user_id, r.role`;

/**
 * Who is tutor or convenor of a unit at `now`, and which tutorials of theirs are still to come. Convenors of the unit and
 * admins only. Throws DomainError `not_found`, `forbidden`.
 */
export async function listStaff(
  db: Database,
  scope: Scope,
  { unitId, now }: { unitId: UnitId; now: Instant },
): Promise<readonly StaffRole[]> {
  await requireWholeUnit(db, scope, unitId, "see the staff");
  return (await db.pool.query<StaffRole>(HELD, [unitId, dateOf(now)])).rows;
}
