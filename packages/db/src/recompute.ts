import { DomainError } from "@tutor-times/core/errors";
import type { SessionRow } from "@tutor-times/core/evidence";
import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instant, type Instant } from "@tutor-times/core/instant";
import type { PolicyChange } from "@tutor-times/core/policy";
import { writeAudit } from "./audit";
import type { Database } from "./database";
import { materialiseWindows } from "./timetable/windows";
import type { EvidenceKey } from "./tracker/evidence-key";
import { takeLanes } from "./tracker/lanes";
import { rederive, writeRederived, type Rederived } from "./tracker/rederive";
import { dateOf } from "./tracker/rows";
import { inTransaction, type Client } from "./transaction";
import { enterPolicy } from "./unit-policy";

/** One session that a recomputation changes: how it is stored and how it would be; null: not at all. */
export interface SessionDifference {
  readonly userId: UserId;
  readonly sessionId: SessionId | null;
  readonly before: SessionRow | null;
  readonly after: SessionRow | null;
}

export interface Recomputation {
  /** How many sessions were looked at. */
  readonly sessions: number;
  readonly differences: readonly SessionDifference[];
}

export interface RecomputeRequest {
  readonly unitId: UnitId;
  /** Everything from the sitting that reaches over this instant on is derived again. */
  readonly from: Instant;
  readonly now: Instant;
  /** Who asks, for the log; null: an operator at the terminal. */
  readonly actorId: UserId | null;
  /** A change of policy to enter with `from` as its instant of effect, before anything is derived. */
  readonly policy?: PolicyChange | undefined;
  /** Also lay the timetable out again, as it stands now, for every meeting from `from` on. */
  readonly timetable?: boolean | undefined;
  /** False only shows the difference. */
  readonly apply: boolean;
}

/** Leaves the transaction without changing anything, with what was found. */
class NothingToKeep extends Error {
  constructor(readonly found: Recomputation) {
    super("Shown, not applied.");
  }
}

/**
 * Derives a unit's sessions from `from` on again from what is stored, after entering the change of policy that is given
 * and, if asked, the timetable as it stands: the one way in which a change reaches into the past (rule 12). Deleted
 * sessions stay as they are. In one transaction, logged when it is applied.
 * Throws DomainError `conflict` if stored evidence of a session is no longer complete, since it would come out shorter.
 */
export async function recompute(db: Database, request: RecomputeRequest): Promise<Recomputation> {
  try {
    return await inTransaction(db.pipelined, async (client) => {
      const keys = await keysOf(client, request);
      await takeLanes(
        client,
        keys.map(({ userId }) => userId),
      );
      await requireCompleteEvidence(client, request);
      const { unitId, actorId, from, now, policy, timetable = false } = request;
      if (policy !== undefined) await enterPolicy(client, { unitId, change: policy, effectiveAt: from, actorId, now });
      if (timetable) await materialiseWindows(client, unitId, instant(from - 1));
      const found = await recomputeKeys(client, keys, request);
      if (!request.apply) throw new NothingToKeep(found);
      const details = { from: dateOf(from), ...policy, timetable, sessions: found.sessions, changed: found.differences.length };
      await writeAudit(client, { actorId, unitId, action: "unit.recompute", details }, now);
      return found;
    });
  } catch (error) {
    if (error instanceof NothingToKeep) return error.found;
    throw error;
  }
}

async function recomputeKeys(
  client: Client,
  keys: readonly EvidenceKey[],
  { from, now, apply }: RecomputeRequest,
): Promise<Recomputation> {
  const differences: SessionDifference[] = [];
  let sessions = 0;
  for (const key of keys) {
    const rederived = await rederive(client, key, { start: from, end: LATER_THAN_ALL });
    sessions += rederived.stored.length;
    differences.push(...differencesOf(key, rederived));
    if (apply) await writeRederived(client, key, rederived, now);
  }
  return { sessions, differences };
}

/** The end of the year 9998: later than any evidence, and still a time after the tracker's reach is added. */
const LATER_THAN_ALL = instant(Date.UTC(9998, 11, 31));

function differencesOf({ userId }: EvidenceKey, { stored, match }: Rederived): SessionDifference[] {
  const before = new Map(stored.map(({ id, ...row }) => [id, row]));
  return [
    ...match.sessions
      .filter(({ changed }) => changed)
      .map(({ id, row }) => ({ userId, sessionId: id, before: (id !== null && before.get(id)) || null, after: row })),
    ...match.gone.map(({ id, ...row }) => ({ userId, sessionId: id, before: row, after: null })),
  ];
}

async function keysOf(client: Client, { unitId, from }: RecomputeRequest): Promise<EvidenceKey[]> {
  const { rows } = await client.query<{ user_id: UserId; ip_address: string }>(
    `SELECT DISTINCT user_id, ip_address FROM marking_sessions
     WHERE unit_id = $1 AND deleted_at IS NULL AND end_time >= $2 ORDER BY user_id, ip_address`,
    [unitId, dateOf(from)],
  );
  return rows.map((row) => ({ userId: row.user_id, unitId, ipAddress: row.ip_address }));
}

/** A session whose counts or attention its stored evidence does not bear out has lost some of it, to retention say. */
const INCOMPLETE = `
  SELECT s.id, s.start_time FROM marking_sessions s
  WHERE s.unit_id = $1 AND s.deleted_at IS NULL AND s.end_time >= $2
    AND (s.activities <> (SELECT count(*) FROM session_activities a WHERE a.marking_session_id = s.id)
      OR s.active_ms <> (SELECT multirange_ms(range_agg(tstzrange(greatest(t.start_time, s.start_time), least(t.end_time, s.end_time))))
        FROM attention_stretches t
        WHERE t.user_id = s.user_id AND t.unit_id = s.unit_id AND t.ip_address = s.ip_address AND t.deleted_session_id IS NULL
          AND t.start_time < s.end_time AND t.end_time > s.start_time))
  ORDER BY s.start_time DESC LIMIT 1`;

async function requireCompleteEvidence(client: Client, { unitId, from }: RecomputeRequest): Promise<void> {
  const { rows } = await client.query<{ id: SessionId; start_time: Date }>(INCOMPLETE, [unitId, dateOf(from)]);
  const [lost] = rows;
  if (lost === undefined) return;
  throw new DomainError(
    "conflict",
    `The evidence of session ${lost.id} (${lost.start_time.toISOString()}) is no longer complete: recompute from a later date.`,
    "from",
  );
}
