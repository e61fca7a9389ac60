import { addMs, HOUR_MS, type Instant } from "@tutor-times/core/instant";
import type { Database } from "./database";
import { ensurePartitions, SCHEMA_LOCK } from "./migrate/partitions";
import { SIGN_IN_FORGOTTEN_MS } from "./sign-in-limits";
import { inTransaction } from "./transaction";

const DAY_MS = 24 * HOUR_MS;

/** Evidence is taken for a week; whoever repeats an act after that is told so, with or without its key. */
const KEEP_KEYS_MS = 30 * DAY_MS;

/** What ended is no longer good for anything; a month of it helps to follow who was signed in when. */
const KEEP_ENDED_TOKENS_MS = 30 * DAY_MS;

/** Nobody's request waits longer than this for a partition that is being made; the next time has another chance. */
const LOCK_PATIENCE = "2s";

const UPKEEP_LOCK = SCHEMA_LOCK + 1;

export interface UpkeepResult {
  readonly deletedKeys: number;
  readonly deletedTokens: number;
}

/**
 * What a database needs once a day: the partitions of the months ahead; and without idempotency keys that are older than
 * a month, sign-ins (of browsers and of OnTrack, not tokens that people named) that ended a month ago, and failed
 * attempts that count no more. Null if another process is at it at this moment.
 */
export function keepUp(db: Database, now: Instant): Promise<UpkeepResult | null> {
  return inTransaction(db.pool, async (client) => {
    await client.query(`SET LOCAL lock_timeout = '${LOCK_PATIENCE}'`);
    const turn = await client.query<{ ours: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS ours", [UPKEEP_LOCK]);
    if (!turn.rows[0]?.ours) return null;
    const keys = await client.query("DELETE FROM idempotency_keys WHERE created_at < $1", [new Date(addMs(now, -KEEP_KEYS_MS))]);
    const tokens = await client.query(
      "DELETE FROM access_tokens WHERE kind IN ('browser', 'ontrack') AND least(expires_at, revoked_at) < $1",
      [new Date(addMs(now, -KEEP_ENDED_TOKENS_MS))],
    );
    await client.query("DELETE FROM sign_in_limits WHERE last_at < $1", [new Date(addMs(now, -SIGN_IN_FORGOTTEN_MS))]);
    // Last, since what it locks everybody needs.
    await ensurePartitions(client, now);
    return { deletedKeys: keys.rowCount ?? 0, deletedTokens: tokens.rowCount ?? 0 };
  });
}
