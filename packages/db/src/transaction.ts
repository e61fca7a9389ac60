import { DomainError } from "@tutor-times/core/errors";
import type pg from "pg";
import { DatabaseUnavailable } from "./database-unavailable";
import { retried } from "./retried";

/** A connection within a transaction. Statements may be sent without waiting for one another. */
export type Client = pg.PoolClient;

/** Named, since a database may have another default: after taking its lanes a batch must see what others committed. */
const BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED";

/**
 * Runs `work` in a transaction on a connection of `pool` and commits it; anything thrown rolls it back. Deadlocks,
 * serialization failures and connections lost before the commit are tried again and never reach the caller, so `work`
 * must be free to run more than once. Throws DatabaseUnavailable if the database stays away, or goes during the commit.
 */
export function inTransaction<Result>(pool: pg.Pool, work: (client: Client) => Promise<Result>): Promise<Result> {
  return retried(() => attemptTransaction(pool, work));
}

async function attemptTransaction<Result>(pool: pg.Pool, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable("unreachable", error);
  });
  const guarded = guard(client);
  let isCommitting = false;
  let lost: Error | undefined;
  try {
    // Sent ahead, not waited for: on a pipelined connection it travels with the first statements of `work`.
    const [, result] = await Promise.all([client.query(BEGIN), work(guarded.client)]);
    isCommitting = true;
    const { command } = await client.query("COMMIT");
    if (command !== "COMMIT") throw new Error("The transaction was rolled back instead of being committed.");
    return result;
  } catch (error) {
    guarded.close();
    // On a pipelined connection this also waits for whatever is still under way.
    await client.query("ROLLBACK").catch((reason: Error) => (lost = reason));
    if (lost === undefined || error instanceof DomainError) throw error;
    throw new DatabaseUnavailable(isCommitting ? "unknown" : "lost", error);
  } finally {
    guarded.close();
    client.release(lost);
  }
}

/**
 * `client` until `close` is called; then it refuses. Where `work` does several things at once and one of them fails, the
 * others go on for a while: what they send after the ROLLBACK would be committed, statement by statement.
 */
function guard(client: pg.PoolClient): { readonly client: Client; close(): void } {
  let isOver = false;
  const refuse = () => Promise.reject(new Error("This transaction is over."));
  return {
    client: new Proxy(client, {
      get(target, name) {
        if (isOver && name === "query") return refuse;
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    }),
    close: () => (isOver = true),
  };
}
