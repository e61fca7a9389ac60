import type { Database } from "./database";
import { DatabaseUnavailable } from "./database-unavailable";
import type { Client } from "./transaction";

/** Rows that are fetched at once, of a query that may give any number of them. */
const BATCH = 250;

/**
 * The rows of a query, a batch at a time, as they were when it began: memory does not grow with their number. It keeps a
 * connection until the last batch was taken or the consumer stops; one that takes nothing for a minute is cut off.
 * Throws DatabaseUnavailable if there is no connection.
 */
export async function* rowsInBatches<Row extends object>(
  db: Database,
  query: { readonly text: string; readonly values: readonly unknown[] },
): AsyncGenerator<Row[], void, undefined> {
  const client = await db.pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable("unreachable", error);
  });
  try {
    await client.query("BEGIN READ ONLY");
    await client.query(`DECLARE batches NO SCROLL CURSOR FOR ${query.text}`, [...query.values]);
    let next = fetch<Row>(client);
    for (;;) {
      const { rows } = await next;
      const isLast = rows.length < BATCH;
      // Under way while the consumer is busy with these.
      if (!isLast) next = fetch<Row>(client);
      if (rows.length > 0) yield rows;
      if (isLast) return;
    }
  } finally {
    const broken = await client.query("ROLLBACK").then(
      () => undefined,
      (error: Error) => error,
    );
    client.release(broken);
  }
}

function fetch<Row extends object>(client: Client): Promise<{ readonly rows: Row[] }> {
  const fetched = client.query<Row>(`FETCH ${BATCH} FROM batches`);
  // Whoever takes no more batches does not wait for it; whoever does hears of it there.
  fetched.catch(() => {});
  return fetched;
}
