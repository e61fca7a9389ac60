import type pg from "pg";

const MONTHS_AHEAD = 14;

/** The advisory lock under which a database's schema changes: any number that nothing else uses. */
export const SCHEMA_LOCK = 4_711_082_025;

/**
 * Makes the monthly partitions of activities and stretches, from the month before `now` (milliseconds since 1970, UTC)
 * to 14 months after it, where they are missing. A server that runs for long does this once a day; processes that do it at once take turns.
 */
export async function ensurePartitions(client: pg.ClientBase | pg.Pool, now: number): Promise<void> {
  await client.query(
    `WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock($3))
     SELECT ensure_month_partitions($1::date, $2::date) FROM turn`,
    [monthFrom(now, -1), monthFrom(now, MONTHS_AHEAD), SCHEMA_LOCK],
  );
}

/** The first day of the month `months` after that of `now`, `YYYY-MM-DD`. */
function monthFrom(now: number, months: number): string {
  const date = new Date(now);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
}
