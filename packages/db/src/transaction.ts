import type pg from "pg";

/** A connection within a transaction. Statements may be sent without waiting for one another. */
export type Client = pg.PoolClient;

const MOST_ATTEMPTS = 8;

/** SQLSTATEs after which the same transaction may succeed: serialization failure, deadlock, exclusion at commit by a race. */
const WORTH_ANOTHER_ATTEMPT = new Set(["40001", "40P01", "26000"]);

/**
 * Runs `work` in a transaction on a connection of `pool` and commits it; anything thrown rolls it back. Deadlocks and
 * serialization failures are tried again and never reach the caller, so `work` must be free to run more than once.
 */
export async function inTransaction<Result>(pool: pg.Pool, work: (client: Client) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTransaction(pool, work);
    } catch (error) {
      if (attempt >= MOST_ATTEMPTS || !WORTH_ANOTHER_ATTEMPT.has(sqlStateOf(error))) throw error;
    }
  }
}

async function attemptTransaction<Result>(pool: pg.Pool, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // Sent ahead, not waited for: on a pipelined connection it travels with the first statements of `work`.
    const [, result] = await Promise.all([client.query("BEGIN"), work(client)]);
    const { command } = await client.query("COMMIT");
    if (command !== "COMMIT") throw new Error("The transaction was rolled back instead of being committed.");
    return result;
  } catch (error) {
    // On a pipelined connection this also waits for whatever is still under way.
    await client.query("ROLLBACK").catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The SQLSTATE of an error of the database, whichever of its shapes it has; empty for any other error. */
export function sqlStateOf(error: unknown): string {
  for (let inner: unknown = error, depth = 0; inner instanceof Error && depth < 5; depth += 1) {
    const { code } = inner as Error & { code?: unknown };
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
    inner = inner.cause;
  }
  return "";
}
