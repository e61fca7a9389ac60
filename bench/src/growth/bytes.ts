import { withClient } from "../database";
import type { Row } from "../row";

/** Heap, indexes and everything else of the tables that grow with use, by month or whole. */
const SIZES = `
  SELECT (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 FROM pg_class c
          WHERE c.relkind = 'r' AND c.relname ~ ('^' || grown || '(_|$)')) AS bytes,
         CASE grown WHEN 'marking_sessions' THEN (SELECT count(*) FROM marking_sessions)
           WHEN 'session_activities' THEN (SELECT count(*) FROM session_activities)
           ELSE (SELECT count(*) FROM attention_stretches) END::float8 AS rows, grown AS name
  FROM unnest(ARRAY['marking_sessions', 'session_activities', 'attention_stretches']) AS grown`;

const HOURS = "SELECT (sum(extract(epoch FROM end_time - start_time)) / 3600)::float8 AS hours FROM attention_stretches";

/** What is stored takes this much room, beside scale 1. */
export async function measureBytes(small: string, large: string): Promise<Row[]> {
  const [few, many] = [await roomOf(small), await roomOf(large)];
  return Object.entries(many).map(([name, bytes]) => ({
    name: `bytes ${name}`,
    unit: "B",
    values: [bytes],
    reference: { name: "B at scale 1", values: [few[name] ?? Number.NaN] },
  }));
}

function roomOf(url: string): Promise<Record<string, number>> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string; bytes: number; rows: number }>(SIZES);
    const { rows: attention } = await client.query<{ hours: number }>(HOURS);
    const of = (name: string) => tables.find((table) => table.name === name) ?? { bytes: Number.NaN, rows: 1 };
    const [sessions, activities, stretches] = [of("marking_sessions"), of("session_activities"), of("attention_stretches")];
    const hours = attention[0]?.hours ?? Number.NaN;
    return {
      "per activity": activities.bytes / activities.rows,
      "per activity, its share of the session included": (activities.bytes + sessions.bytes) / activities.rows,
      "per hour of attention": stretches.bytes / hours,
      "per hour of attention, acts and sessions included": (stretches.bytes + activities.bytes + sessions.bytes) / hours,
    };
  });
}
