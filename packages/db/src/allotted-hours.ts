import { DomainError } from "@tutor-times/core/errors";
import { checkAllottedHours, type AllottedHours } from "@tutor-times/core/hours";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import { writeAudit } from "./audit";
import type { Database } from "./database";
import { dateOf } from "./tracker/rows";
import { inTransaction } from "./transaction";
import { requireWholeUnit } from "./unit-rights";

const SET = `
  INSERT INTO allotted_hours (unit_id, user_id, total_minutes, weekly_minutes, counts_tutorials, created_at, updated_at)
  SELECT $1, $2, $3, $4, $5, $6, $6 WHERE EXISTS (SELECT FROM unit_roles WHERE unit_id = $1 AND user_id = $2)
  ON CONFLICT (unit_id, user_id) DO UPDATE SET total_minutes = EXCLUDED.total_minutes,
    weekly_minutes = EXCLUDED.weekly_minutes, counts_tutorials = EXCLUDED.counts_tutorials, updated_at = EXCLUDED.updated_at
  RETURNING unit_id`;

/**
 * Says how many hours a member of staff has for marking in a unit. Nothing that was counted changes. Logged.
 * Convenors of the unit and admins only. Throws DomainError `invalid` (naming the value), `forbidden`, `not_found` for a
 * unit, or for a person who is not of its staff.
 */
export async function setAllottedHours(
  db: Database,
  scope: Scope,
  { unitId, userId, hours, now }: { unitId: UnitId; userId: UserId; hours: AllottedHours; now: Instant },
): Promise<void> {
  await requireWholeUnit(db, scope, unitId, "allot the hours");
  const { totalMinutes, weeklyMinutes, countsTutorials } = checkAllottedHours(hours);
  await inTransaction(db.pipelined, async (client) => {
    const { rows } = await client.query(SET, [unitId, userId, totalMinutes, weeklyMinutes, countsTutorials, dateOf(now)]);
    if (rows.length === 0) throw new DomainError("not_found", "Unable to find requested User", "user_id");
    await writeAudit(client, { actorId: scope.userId, unitId, action: "unit.hours", details: { userId, ...hours } }, now);
  });
}
