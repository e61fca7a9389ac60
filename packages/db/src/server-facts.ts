import type { Database } from "./database";

export interface ServerFacts {
  /** PostgreSQL's own version, such as `18.4`. */
  readonly version: string;
  /** How far its clock is ahead of this computer's, in milliseconds; behind is negative. */
  readonly clockAheadMs: number;
}

/** What the database server says of itself, for the doctor: no rule reads its clock. */
export async function readServerFacts(db: Database): Promise<ServerFacts> {
  const asked = Date.now();
  const { rows } = await db.pool.query<{ version: string; at: Date }>(
    "SELECT current_setting('server_version') AS version, clock_timestamp() AS at",
  );
  const middle = (asked + Date.now()) / 2;
  const [row] = rows;
  return { version: row?.version ?? "unknown", clockAheadMs: row ? row.at.getTime() - middle : 0 };
}
