import { instant } from "@tutor-times/core/instant";
import { openDatabase } from "@tutor-times/db/database";
import { hashPassword } from "@tutor-times/db/passwords";
import { settleDays } from "@tutor-times/db/settled/settle-days";
import pg from "pg";
import { withClient, type Fill } from "./database";
import { readSql } from "./paths";

export const PASSWORD = "correct horse battery staple";
export const ZONE = "Australia/Melbourne";

/** How many days hold 50,000 sessions and a million activities in the large unit: scale 1. */
export const TERM_DAYS = 90;

/** The large unit of data.sql. `students` are those of its last term, who go by the lowest numbers. */
export const LARGE = { unitId: 9001, convenor: 100_000, tutors: 50, students: 2000, definitions: 20 };

/** The indexes that are quicker to make once the rows are there. */
const LATE_INDEXES = `
  SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid IN ('session_activities'::regclass, 'attention_stretches'::regclass) AND NOT i.indisprimary`;

/** The benchmark's data over `days` days until yesterday, term after term. */
export function termsOf(days: number): Fill {
  return async (url) => {
    await withClient(url, async (client) => {
      const password = await hashPassword(PASSWORD);
      const setting = (name: string, value: string) => client.query("SELECT set_config($1, $2, false)", [name, value]);
      await setting("bench.days", String(days));
      await setting("bench.zone", ZONE);
      await setting("bench.password_hash", password);
      await setting("timezone", "UTC");
      await setting("maintenance_work_mem", "512MB");
      await setting("work_mem", "128MB");
      // The rows are right by the way they are made: their references need not be looked up one by one.
      await setting("session_replication_role", "replica");
      const today = new Date();
      const first = new Date(today.getTime() - (days + 2) * 86_400_000);
      await client.query("SELECT ensure_month_partitions($1::date, $2::date)", [first, today]);
      const { rows: indexes } = await client.query<{ name: string; definition: string }>(LATE_INDEXES);
      for (const { name } of indexes) await client.query(`DROP INDEX ${pg.escapeIdentifier(name)}`);
      await client.query(readSql("data"));
      for (const { definition } of indexes) await client.query(definition.replace(" ON ONLY ", " ON "));
      await client.query(readSql("touch"));
      await client.query("VACUUM ANALYZE");
      await client.query("CHECKPOINT");
    });
    await settle(url);
  };
}

/** What the server's upkeep does within its first minutes, in larger pieces: the days that are over are settled. */
export async function settle(url: string): Promise<void> {
  const db = openDatabase({ url, statementTimeoutMs: 600_000 });
  await settleDays(db, instant(Date.now()), 90);
  await db.pool.query("VACUUM ANALYZE settled_days");
  await db.pool.query("VACUUM ANALYZE settled_figures");
  await db.close();
}
