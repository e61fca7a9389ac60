import type { TestDatabase } from "@tutor-times/db/testing/test-database";

/** A fingerprint of each table, but for what a request may always write: that a token was used, that a sign-in failed. */
export async function everythingIn({ pool }: TestDatabase): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'sign_in_limits' AND table_type = 'BASE TABLE' ORDER BY 1",
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: prints } = await pool.query<{ print: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(row, '' ORDER BY row)), '') AS print
       FROM (SELECT (to_jsonb(t) - 'last_used_at')::text AS row FROM "${name}" t) rows`,
    );
    found[name] = prints[0]?.print ?? "";
  }
  return found;
}
