import { DomainError } from "@tutor-times/core/errors";
import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Interval } from "@tutor-times/core/intervals";
import { mergeStretches } from "@tutor-times/core/merge-stretches";
import { knowsUnit, seesWholeUnit, type Scope } from "@tutor-times/core/viewer";
import { writeAudit, type AuditEntry } from "../audit";
import type { Database } from "../database";
import { notifyWithin } from "../live/notify-within";
import type { EvidenceKey } from "../tracker/evidence-key";
import { unsettle } from "../settled/unsettle";
import { holdRules, takeLanes } from "../tracker/lanes";
import { loadDead, loadStretches } from "../tracker/load-near";
import { rederive, writeRederived } from "../tracker/rederive";
import { dateOf, storedStretch, type StretchColumns } from "../tracker/rows";
import { writeStretches } from "../tracker/write-stretches";
import { inTransaction, type Client } from "../transaction";

/** The longest reason for a deletion, in UTF-16 units. */
const LONGEST_REASON = 1_000;

/**
 * Deletes a marking session (rule 13): its activities and the part of its key's attention that lies in it leave all
 * evidence, marked and kept; its stretch is dead for its key from now on; what remains of its sitting is derived again.
 * Only a convenor of its unit or an admin may, never for a session of their own.
 * Throws DomainError `not_found` (deleted already, too), `forbidden`, `invalid` without a reason.
 */
export async function deleteSession(
  db: Database,
  scope: Scope,
  deletion: { sessionId: SessionId; reason: string; now: Instant },
): Promise<void> {
  await inTransaction(db.pipelined, (client) => deleteWithin(client, scope, deletion));
}

/** The same within a transaction, which may still be rolled back. */
export async function deleteWithin(
  client: Client,
  scope: Scope,
  { sessionId, reason, now }: { sessionId: SessionId; reason: string; now: Instant },
): Promise<void> {
  if (reason.trim() === "") throw new DomainError("invalid", "reason is missing", "reason");
  if (reason.length > LONGEST_REASON)
    throw new DomainError("invalid", `reason is invalid: at most ${LONGEST_REASON} characters fit`, "reason");
  await changeSession(client, scope, sessionId, false, async (session) => {
    await client.query(
      "UPDATE marking_sessions SET deleted_at = $2, deleted_by_id = $3, deletion_reason = $4, updated_at = $2 WHERE id = $1",
      [sessionId, dateOf(now), scope.userId, reason.trim()],
    );
    await takeAttentionOut(client, session);
    await writeAudit(client, entry(scope, session, "session.delete", { reason: reason.trim() }), now);
    return now;
  });
}

/**
 * Undoes a deletion: its evidence counts again and all it touches is derived again. What arrived in its stretch
 * meanwhile left no trace and does not come back. Rights as for `deleteSession`; `not_found` if it is not deleted.
 */
export async function restoreSession(
  db: Database,
  scope: Scope,
  { sessionId, now }: { sessionId: SessionId; now: Instant },
): Promise<void> {
  await inTransaction(db.pipelined, (client) =>
    changeSession(client, scope, sessionId, true, async (session) => {
      await client.query(
        "UPDATE marking_sessions SET deleted_at = NULL, deleted_by_id = NULL, deletion_reason = NULL, updated_at = $2 WHERE id = $1",
        [sessionId, dateOf(now)],
      );
      await putAttentionBack(client, session);
      await writeAudit(client, entry(scope, session, "session.restore", {}), now);
      return now;
    }),
  );
}

interface SessionToChange extends EvidenceKey, Interval {
  readonly id: SessionId;
  readonly isDeleted: boolean;
}

async function changeSession(
  client: Client,
  scope: Scope,
  sessionId: SessionId,
  whileDeleted: boolean,
  change: (session: SessionToChange) => Promise<Instant>,
): Promise<void> {
  const owner = await findSession(client, sessionId);
  if (owner !== null) {
    await takeLanes(client, [owner.userId]);
    await holdRules(client, [owner.unitId]);
  }
  const session = await findSession(client, sessionId);
  const found = session?.isDeleted === whileDeleted ? session : null;
  requireMayDelete(scope, found);
  const now = await change(found);
  await writeRederived(client, found, await rederive(client, found, found), now);
  await unsettle(client, found, found);
  await notifyWithin(client, { unitId: found.unitId, userIds: [found.userId] });
}

/** Throws DomainError `not_found` for no session, or one of a unit that `scope` does not know; `forbidden`. */
export function requireMayDelete<Session extends Pick<EvidenceKey, "userId" | "unitId">>(
  scope: Scope,
  session: Session | null,
): asserts session is Session {
  if (session === null || !knowsUnit(scope, session.unitId)) {
    throw new DomainError("not_found", "Unable to find requested MarkingSession", "session_id");
  }
  if (!seesWholeUnit(scope, session.unitId) || session.userId === scope.userId) {
    throw new DomainError("forbidden", "You are not authorised to delete this marking session.");
  }
}

async function findSession(client: Client, sessionId: SessionId): Promise<SessionToChange | null> {
  const { rows } = await client.query<{
    user_id: UserId;
    unit_id: UnitId;
    ip_address: string;
    start_time: Date;
    end_time: Date;
    is_deleted: boolean;
  }>(
    "SELECT user_id, unit_id, ip_address, start_time, end_time, deleted_at IS NOT NULL AS is_deleted FROM marking_sessions WHERE id = $1",
    [sessionId],
  );
  return (
    rows.map((row) => ({
      id: sessionId,
      userId: row.user_id,
      unitId: row.unit_id,
      ipAddress: row.ip_address,
      start: instantOf(row.start_time),
      end: instantOf(row.end_time),
      isDeleted: row.is_deleted,
    }))[0] ?? null
  );
}

/** Cuts the key's stretches at the session's ends; what lies within is marked with the session and counts no more. */
async function takeAttentionOut(client: Client, session: SessionToChange): Promise<void> {
  const values = [session.userId, session.unitId, session.ipAddress, dateOf(session.start), dateOf(session.end), session.id];
  await client.query(
    `WITH cut AS (
       DELETE FROM attention_stretches WHERE user_id = $1 AND unit_id = $2 AND ip_address = $3 AND deleted_session_id IS NULL
         AND start_time < $5 AND end_time > $4 RETURNING *
     ), parts AS (
       SELECT c.*, p.part_start, p.part_end, p.taken FROM cut c CROSS JOIN LATERAL (VALUES
         (c.start_time, least(c.end_time, $4), NULL),
         (greatest(c.start_time, $4), least(c.end_time, $5), $6::bigint),
         (greatest(c.start_time, $5), c.end_time, NULL)) AS p(part_start, part_end, taken)
       WHERE p.part_start < p.part_end
     )
     INSERT INTO attention_stretches (user_id, unit_id, ip_address, task_id, kind, start_time, end_time, deleted_session_id)
     SELECT user_id, unit_id, ip_address, task_id, kind, part_start, part_end, taken FROM parts`,
    values,
  );
}

async function putAttentionBack(client: Client, session: SessionToChange): Promise<void> {
  const { rows } = await client.query<StretchColumns>(
    `DELETE FROM attention_stretches s WHERE s.deleted_session_id = $1 RETURNING s.id, s.start_time, s.end_time, s.task_id, s.kind`,
    [session.id],
  );
  const stored = await loadStretches(client, session, session);
  const dead = await loadDead(client, session, session);
  // What only met at the dead stretch, an instant say, is one again: so all that touches it is merged anew.
  const { added } = mergeStretches([], [...stored, ...rows.map(storedStretch)], dead);
  await writeStretches(client, [{ key: session, change: { removed: stored, added } }]);
}

function entry(scope: Scope, { id, userId, unitId }: SessionToChange, action: string, details: object): AuditEntry {
  return { actorId: scope.userId, unitId, action, details: { sessionId: id, userId, ...details } };
}
