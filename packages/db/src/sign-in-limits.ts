import { createHash } from "node:crypto";
import { networkOf } from "@tutor-times/core/address";
import { TooManyRequests } from "@tutor-times/core/errors";
import { addMs, DAY_MS, HOUR_MS, instant, MINUTE_MS, SECOND_MS, type Instant } from "@tutor-times/core/instant";
import type { Database } from "./database";
import { inTransaction } from "./transaction";

interface Limit {
  /** So many failures cost nothing. Each further one makes whoever comes next wait twice as long as the one before it. */
  readonly free: number;
  /** One failure is forgotten in this time. */
  readonly forgetMs: number;
  /** Nobody waits longer. */
  readonly longestMs: number;
}

/**
 * A name from one address is held back for long. A name from anywhere, and an address with any name, are not: else anybody
 * could keep a tutor, or everybody behind one address, from signing in. Whoever goes on and on could still take every turn
 * that there is; so a browser in which the name has signed in before is counted for itself.
 */
const LIMITS = {
  pair: { free: 5, forgetMs: HOUR_MS, longestMs: 15 * MINUTE_MS },
  name: { free: 20, forgetMs: 10 * MINUTE_MS, longestMs: MINUTE_MS },
  address: { free: 50, forgetMs: MINUTE_MS, longestMs: MINUTE_MS },
} as const satisfies Record<string, Limit>;

/** After this long nothing is left of any failure. */
export const SIGN_IN_FORGOTTEN_MS = 2 * DAY_MS;

/** Long ago by any clock: those of several processes need not agree. */
const AT_ONCE = instant(0);

interface LimitRow {
  readonly key: string;
  readonly failures: number;
  readonly lastAt: Date;
  readonly freeAt: Date;
}

/** One try to sign in, which counts as a failure until `noteSuccess` takes it back. */
export interface SignInAttempt {
  /** What it is counted under, with the instants until which each is held back by this try. */
  readonly keys: readonly { readonly key: string; readonly freeAt: Instant }[];
}

/** Who tries, and from where. */
export interface SignInTry {
  readonly name: string;
  readonly ipAddress: string;
  /** The mark of a browser in which this very name has signed in before; what others do elsewhere does not hold it back. */
  readonly knownBrowser?: string | null;
  readonly now: Instant;
}

/**
 * Notes a try before anything is compared, so that many at once are no more than one after the other, in whichever
 * process. Throws TooManyRequests where it comes too soon after others that failed; then it counts for nothing. The name
 * need not be anybody's: nobody learns from being held back which accounts exist.
 */
export function beginAttempt(db: Database, tried: SignInTry): Promise<SignInAttempt> {
  const { now } = tried;
  const limits = new Map<string, Limit>(keysOf(tried));
  // Always in the same order, so that two tries never wait for each other.
  const keys = [...limits.keys()].toSorted();
  const at = new Date(now);
  return inTransaction(db.pool, async (client) => {
    await client.query(
      "INSERT INTO sign_in_limits (key, failures, last_at, free_at) SELECT key, 0, $2, $3 FROM unnest($1::text[]) key ON CONFLICT DO NOTHING",
      [keys, at, new Date(AT_ONCE)],
    );
    const { rows } = await client.query<LimitRow>(
      'SELECT key, failures, last_at AS "lastAt", free_at AS "freeAt" FROM sign_in_limits WHERE key = ANY ($1) ORDER BY key FOR UPDATE',
      [keys],
    );
    const waitMs = Math.max(...rows.map((row) => waitOf(row, limits.get(row.key) ?? LIMITS.pair, now)));
    if (waitMs > 0) throw tooMany(waitMs);
    const next = rows.map((row) => ({ key: row.key, ...afterFailure(row, limits.get(row.key) ?? LIMITS.pair, now) }));
    await client.query(
      `UPDATE sign_in_limits l SET failures = n.failures, last_at = $2, free_at = n.free_at
       FROM unnest($1::text[], $3::float8[], $4::timestamptz[]) AS n (key, failures, free_at) WHERE l.key = n.key`,
      [next.map(({ key }) => key), at, next.map(({ failures }) => failures), next.map(({ freeAt }) => new Date(freeAt))],
    );
    return { keys: next.map(({ key, freeAt }) => ({ key, freeAt })) };
  });
}

/** Takes the failure back that the attempt was noted as, and forgets the earlier ones of that name from that address. */
export async function noteSuccess(db: Database, { keys }: SignInAttempt): Promise<void> {
  await inTransaction(db.pool, async (client) => {
    await client.query(
      `UPDATE sign_in_limits l SET
         failures = CASE WHEN l.key LIKE 'pair:%' THEN 0 ELSE greatest(l.failures - 1, 0) END,
         free_at = CASE WHEN l.free_at = k.free_at THEN $3 ELSE l.free_at END
       FROM (SELECT l.key, k.free_at FROM unnest($1::text[], $2::timestamptz[]) AS k (key, free_at)
             JOIN sign_in_limits l ON l.key = k.key ORDER BY l.key FOR UPDATE OF l) k
       WHERE l.key = k.key`,
      [keys.map(({ key }) => key), keys.map(({ freeAt }) => new Date(freeAt)), new Date(AT_ONCE)],
    );
  });
}

/** A wait that is longer than any can be comes from a clock that was wrong, and is none. */
function waitOf({ freeAt }: LimitRow, { longestMs }: Limit, now: Instant): number {
  const waitMs = freeAt.getTime() - now;
  return waitMs > longestMs ? 0 : waitMs;
}

function afterFailure(row: LimitRow, limit: Limit, now: Instant): { readonly failures: number; readonly freeAt: Instant } {
  const forgotten = Math.max(now - row.lastAt.getTime(), 0) / limit.forgetMs;
  const failures = Math.max(row.failures - forgotten, 0) + 1;
  const over = Math.ceil(failures) - limit.free;
  const waitMs = over <= 0 ? 0 : Math.min(2 ** (over - 1) * SECOND_MS, limit.longestMs);
  return { failures, freeAt: waitMs === 0 ? AT_ONCE : addMs(now, waitMs) };
}

function tooMany(waitMs: number): TooManyRequests {
  const seconds = Math.ceil(waitMs / SECOND_MS);
  return new TooManyRequests(
    `Too many sign-ins have failed. Try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
    seconds,
  );
}

function keysOf({ name, ipAddress, knownBrowser = null }: SignInTry): [string, Limit][] {
  const [who, where] = [hashOf(name), networkOf(ipAddress)];
  if (knownBrowser !== null) return [[`pair:${who}:${hashOf(knownBrowser)}`, LIMITS.pair]];
  return [
    [`pair:${who}:${where}`, LIMITS.pair],
    [`name:${who}`, LIMITS.name],
    [`address:${where}`, LIMITS.address],
  ];
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
