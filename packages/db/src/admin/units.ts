import { DomainError } from "@tutor-times/core/errors";
import type { UnitId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { LocalDate } from "@tutor-times/core/local-date";
import type { Scope } from "@tutor-times/core/viewer";
import { writeAudit } from "../audit";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import { inTransaction } from "../transaction";
import { noSuchUnit } from "../unit-rights";
import { requireAdmin } from "./require-admin";

/** The next offering of a unit: its own dates, and another name or code if it has one. */
export interface NextOffering {
  readonly startDate: LocalDate;
  readonly endDate: LocalDate;
  readonly code?: string;
  readonly name?: string;
}

const MAKE = `
  INSERT INTO units (code, name, timezone, start_date, end_date, created_at, updated_at)
  SELECT coalesce($2, code), coalesce($3, name), timezone, $4, $5, $6, $6 FROM units WHERE id = $1 RETURNING id`;

const GIVEN = "WITH given AS (SELECT $1::bigint AS old, $2::bigint AS made, $3::timestamptz AS now, $4::bigint AS actor_id)";

/** What goes on in the next offering: what is in force now. */
const TAKE_ALONG = [
  `${GIVEN} INSERT INTO unit_policies (unit_id, effective_at, threshold_minutes, floor_minutes, split_at_tutorials, created_by_id, created_at)
   SELECT g.made, 'epoch', p.threshold_minutes, p.floor_minutes, p.split_at_tutorials, g.actor_id, g.now
   FROM given g JOIN unit_policies p ON p.unit_id = g.old AND p.effective_at <= g.now ORDER BY p.effective_at DESC LIMIT 1`,
  `${GIVEN} INSERT INTO unit_roles (unit_id, user_id, role, created_at, updated_at)
   SELECT g.made, r.user_id, r.role, g.now, g.now
   FROM given g JOIN unit_roles r ON r.unit_id = g.old AND (r.ended_at IS NULL OR r.ended_at > g.now)`,
  `${GIVEN} INSERT INTO tutorial_streams (unit_id, name, cuts_sessions)
   SELECT g.made, s.name, s.cuts_sessions FROM given g JOIN tutorial_streams s ON s.unit_id = g.old`,
  `${GIVEN} INSERT INTO task_definitions (unit_id, abbreviation, name, description, created_at, updated_at)
   SELECT g.made, d.abbreviation, d.name, d.description, g.now, g.now FROM given g JOIN task_definitions d ON d.unit_id = g.old`,
];

/**
 * Makes the next offering of a unit, with its staff, policy, streams and task definitions (without due dates), and with
 * no students, tutorials or sessions. Logged in both. Admins only. Throws DomainError `not_found`, `invalid`.
 */
export async function rollOver(
  db: Database,
  scope: Scope,
  { unitId, next, now }: { unitId: UnitId; next: NextOffering; now: Instant },
): Promise<UnitId> {
  requireAdmin(scope, "roll units over");
  if (next.endDate < next.startDate) {
    throw new DomainError("invalid", "end_date is invalid: the unit would end before it begins", "end_date");
  }
  return inTransaction(db.pipelined, async (client) => {
    const values = [unitId, next.code?.trim() || null, next.name?.trim() || null, next.startDate, next.endDate, dateOf(now)];
    const { rows } = await client.query<{ id: UnitId }>(MAKE, values);
    const [made] = rows;
    if (made === undefined) throw noSuchUnit();
    for (const statement of TAKE_ALONG) await client.query(statement, [unitId, made.id, dateOf(now), scope.userId]);
    const entry = {
      actorId: scope.userId,
      action: "unit.roll-over",
      details: { fromUnitId: unitId, toUnitId: made.id, ...next },
    };
    for (const id of [unitId, made.id]) await writeAudit(client, { ...entry, unitId: id }, now);
    return made.id;
  });
}

/** Archives a unit, or takes it back: an archived one is listed last, and nothing of it is lost. Logged. Admins only. */
export async function archiveUnit(
  db: Database,
  scope: Scope,
  { unitId, archived, now }: { unitId: UnitId; archived: boolean; now: Instant },
): Promise<void> {
  requireAdmin(scope, "archive units");
  await inTransaction(db.pipelined, async (client) => {
    const { rows } = await client.query("UPDATE units SET active = NOT $2::boolean, updated_at = $3 WHERE id = $1 RETURNING id", [
      unitId,
      archived,
      dateOf(now),
    ]);
    if (rows.length === 0) throw noSuchUnit();
    await writeAudit(client, { actorId: scope.userId, unitId, action: "unit.archive", details: { archived } }, now);
  });
}
