import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type pg from "pg";
import { dateOf } from "./tracker/rows";

/** Something that somebody changed; `actorId` null: an operator at the terminal. */
export interface AuditEntry {
  readonly actorId: UserId | null;
  readonly unitId: UnitId | null;
  /** What was done, `session.delete`. */
  readonly action: string;
  readonly details: object;
}

/** Logs a change within the transaction that makes it, so that there is never one without the other. */
export async function writeAudit(client: pg.ClientBase, entry: AuditEntry, now: Instant): Promise<void> {
  await client.query("INSERT INTO audit_entries (actor_id, unit_id, action, details, created_at) VALUES ($1, $2, $3, $4, $5)", [
    entry.actorId,
    entry.unitId,
    entry.action,
    JSON.stringify(entry.details),
    dateOf(now),
  ]);
}
