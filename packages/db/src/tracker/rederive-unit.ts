import type { SessionRow } from "@tutor-times/core/evidence";
import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instant, type Instant } from "@tutor-times/core/instant";
import type { Client } from "../transaction";
import type { EvidenceKey } from "./evidence-key";
import { rederive, writeRederived, type Rederived } from "./rederive";
import { dateOf } from "./rows";

/** One session that deriving again changes: how it is stored and how it would be; null: not at all. */
export interface SessionDifference {
  readonly userId: UserId;
  readonly sessionId: SessionId | null;
  readonly before: SessionRow | null;
  readonly after: SessionRow | null;
}

export interface RederivedUnit {
  /** How many sessions were looked at. */
  readonly sessions: number;
  readonly differences: readonly SessionDifference[];
}

/** The end of the year 9998: later than any evidence, and still a time after the tracker's reach is added. */
const LATER_THAN_ALL = instant(Date.UTC(9998, 11, 31));

/**
 * Derives all of a unit's sessions that end at `from` or later again, by its rules as they stand in the transaction, and
 * writes what differs if `apply`. The unit's rules must have been claimed. Deleted sessions stay as they are.
 * Throws DomainError `conflict` where evidence is no longer complete.
 */
export async function rederiveUnit(
  client: Client,
  unitId: UnitId,
  { from, now, apply }: { readonly from: Instant; readonly now: Instant; readonly apply: boolean },
): Promise<RederivedUnit> {
  const differences: SessionDifference[] = [];
  let sessions = 0;
  for (const key of await keysOf(client, unitId, from)) {
    const rederived = await rederive(client, key, { start: from, end: LATER_THAN_ALL });
    sessions += rederived.stored.length;
    differences.push(...differencesOf(key, rederived));
    if (apply) await writeRederived(client, key, rederived, now);
  }
  return { sessions, differences };
}

function differencesOf({ userId }: EvidenceKey, { stored, match }: Rederived): SessionDifference[] {
  const before = new Map(stored.map(({ id, ...row }) => [id, row]));
  return [
    ...match.sessions
      .filter(({ changed }) => changed)
      .map(({ id, row }) => ({ userId, sessionId: id, before: (id !== null && before.get(id)) || null, after: row })),
    ...match.gone.map(({ id, ...row }) => ({ userId, sessionId: id, before: row, after: null })),
  ];
}

async function keysOf(client: Client, unitId: UnitId, from: Instant): Promise<EvidenceKey[]> {
  const { rows } = await client.query<{ user_id: UserId; ip_address: string }>(
    `SELECT DISTINCT user_id, ip_address FROM marking_sessions
     WHERE unit_id = $1 AND deleted_at IS NULL AND end_time >= $2 ORDER BY user_id, ip_address`,
    [unitId, dateOf(from)],
  );
  return rows.map((row) => ({ userId: row.user_id, unitId, ipAddress: row.ip_address }));
}
