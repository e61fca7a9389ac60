import { DomainError } from "@tutor-times/core/errors";
import pg from "pg";
import { combined } from "./combined-writes";
import { DatabaseUnavailable } from "./database-unavailable";
import { retried } from "./retried";

/** A connection within a transaction. Statements may be sent without waiting for one another. */
export type Client = pg.PoolClient;

/** Named, since a database may have another default: after taking its lanes a batch must see what others committed. */
const BEGIN = { name: "begin", text: "BEGIN ISOLATION LEVEL READ COMMITTED" };

/**
 * Runs `work` in a transaction on a connection of `pool` and commits it; anything thrown rolls it back. Deadlocks,
 * serialization failures and connections lost before the commit are tried again and never reach the caller, so `work`
 * must be free to run more than once. Throws DatabaseUnavailable if the database stays away, or goes during the commit.
 */
export function inTransaction<Result>(pool: pg.Pool, work: (client: Client) => Promise<Result>): Promise<Result> {
  return inWritingTransaction(pool, async (client) => ({ result: await work(client), writes: [] }));
}

/** A statement that is still to be sent. */
export interface Statement extends pg.QueryConfig {
  readonly values: unknown[];
  /** The one table whose rows it adds or changes, if it reads no table that another write of its transaction is of. */
  readonly table?: string;
}

/** What a transaction comes to, and what it leaves to be written. */
export interface Written<Result> {
  readonly result: Result;
  readonly writes: readonly Statement[];
}

/** Sends statements in their order, without waiting for one another. */
export async function send(client: Pick<Client, "query">, statements: readonly Statement[]): Promise<void> {
  await Promise.all(statements.map((statement) => client.query(statement)));
}

/**
 * The same for work that leaves its writes to the end: on a pipelined connection they travel with the commit, in one round
 * trip. If the connection is lost then, nobody knows whether they were committed.
 */
export function inWritingTransaction<Result>(pool: pg.Pool, work: (client: Client) => Promise<Written<Result>>): Promise<Result> {
  return retried(() => attemptTransaction(pool, work));
}

async function attemptTransaction<Result>(pool: pg.Pool, work: (client: Client) => Promise<Written<Result>>): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable("unreachable", error);
  });
  const watched = watch(client);
  let isCommitting = false;
  let lost: Error | undefined;
  try {
    // Sent ahead, not waited for: on a pipelined connection it travels with the first statements of `work`.
    const [, { result, writes }] = await Promise.all([client.query(BEGIN), work(watched.client)]);
    isCommitting = true;
    const [, { command }] = await Promise.all([send(watched.client, combined(writes)), client.query("COMMIT")]);
    if (command !== "COMMIT") throw new Error("The transaction was rolled back instead of being committed.");
    return result;
  } catch (error) {
    watched.close();
    // On a pipelined connection this also waits for whatever is still under way.
    await client.query("ROLLBACK").catch((reason: Error) => (lost = reason));
    if (error instanceof DomainError) throw error;
    if (lost !== undefined) throw new DatabaseUnavailable(isCommitting && !watched.wasRefused() ? "unknown" : "lost", error);
    throw CONSEQUENCES.has(String(Reflect.get(Object(error), "code"))) ? watched.firstFailure() : error;
  } finally {
    watched.close();
    client.release(lost);
  }
}

/** What statements fail with because an earlier one of their transaction failed: "aborted", and a name that was not made. */
const CONSEQUENCES = new Set(["25P02", "26000"]);

interface WatchedClient {
  readonly client: Client;
  /** From now on the client refuses. */
  close(): void;
  /** What the first statement that failed failed with. */
  firstFailure(): unknown;
  /** Whether the database itself said that a statement failed: then it has committed nothing. */
  wasRefused(): boolean;
}

/**
 * `client`, until `close` is called. Where `work` does several things at once and one of them fails, the others go on for
 * a while: what they send after the ROLLBACK would be committed, statement by statement. And whichever part is told first
 * of its failure speaks for the transaction, while the cause may be a statement of another.
 */
function watch(client: pg.PoolClient): WatchedClient {
  let isOver = false;
  const failures: unknown[] = [];
  const send = (query: Function, values: unknown[]): unknown => {
    if (isOver) return Promise.reject(new Error("This transaction is over."));
    const answer: unknown = Reflect.apply(query, client, values);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      failures.push(error);
      throw error;
    });
  };
  return {
    client: new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return name === "query" ? (...values: unknown[]) => send(value, values) : value.bind(target);
      },
    }),
    close: () => (isOver = true),
    firstFailure: () => failures[0],
    wasRefused: () => failures.some((failure) => failure instanceof pg.DatabaseError),
  };
}
