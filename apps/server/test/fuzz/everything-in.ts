import type { TestDatabase } from "@tutor-times/db/testing/test-database";

/** What the server derives by itself from what is stored, whenever it has time for it. */
const DERIVED = ["settled_days", "settled_figures"];
/** What a request may always write, beside that a token was used: that a sign-in failed. */
const WRITTEN_ANYWAY = ["sign_in_limits"];

/** A fingerprint of each table whose rows only requests change, but for what they may always write. */
export async function everythingIn({ pool }: TestDatabase): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name::text <> ALL ($1::text[]) AND table_type = 'BASE TABLE' ORDER BY 1",
    [[...DERIVED, ...WRITTEN_ANYWAY]],
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
