import type { DeadStretch } from "@tutor-times/core/evidence";
import type { SessionId } from "@tutor-times/core/ids";
import type { Interval } from "@tutor-times/core/intervals";
import type { StoredStretch } from "@tutor-times/core/merge-stretches";
import type { Client } from "../transaction";
import type { EvidenceKey } from "./evidence-key";
import { dateOf, deadStretch, storedStretch, type StretchColumns, type TimeColumns } from "./rows";

const NEAR = "user_id = $1 AND unit_id = $2 AND ip_address = $3 AND start_time <= $5 AND end_time >= $4";

/** The stretches of a key, not taken by a deletion, that overlap or touch `near`. */
export async function loadStretches(client: Client, key: EvidenceKey, near: Interval): Promise<StoredStretch[]> {
  const { rows } = await client.query<StretchColumns>(
    `SELECT id, start_time, end_time, task_id, kind FROM attention_stretches WHERE ${NEAR} AND deleted_session_id IS NULL`,
    values(key, near),
  );
  return rows.map(storedStretch);
}

/** The dead stretches of a key that overlap or touch `near`, each with the deleted session it comes from. */
export async function loadDead(
  client: Client,
  key: EvidenceKey,
  near: Interval,
): Promise<(DeadStretch & { readonly sessionId: SessionId })[]> {
  const { rows } = await client.query<TimeColumns & { id: SessionId }>(
    `SELECT id, start_time, end_time FROM marking_sessions WHERE ${NEAR} AND deleted_at IS NOT NULL`,
    values(key, near),
  );
  return rows.map((row) => ({ ...deadStretch(row), sessionId: row.id }));
}

function values(key: EvidenceKey, near: Interval): unknown[] {
  return [key.userId, key.unitId, key.ipAddress, dateOf(near.start), dateOf(near.end)];
}
