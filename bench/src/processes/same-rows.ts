import { withClient } from "../database";
import { connect, send } from "../load/send-requests";
import type { PlannedRequest } from "../load/job";
import type { Row } from "../row";
import type { AppServer } from "../server";
import type { World } from "../world";
import { allowReports, fixedEvidence } from "./fixed-evidence";

const CONNECTIONS = 16;

/** What is stored of an address, without ids and without when it was written: a row of text for each row. */
const STORED = `
  SELECT format('session %s', to_jsonb(s) - '{id,ip_address,created_at,updated_at}'::text[]) AS row
  FROM marking_sessions s WHERE ip_address = $1
  UNION ALL
  SELECT format('activity of %s at %s: %s', s.user_id, s.start_time, to_jsonb(a) - '{id,marking_session_id,updated_at}'::text[])
  FROM session_activities a JOIN marking_sessions s ON s.id = a.marking_session_id WHERE s.ip_address = $1
  UNION ALL
  SELECT format('attention %s', to_jsonb(t) - '{id,ip_address,created_at,updated_at}'::text[])
  FROM attention_stretches t WHERE ip_address = $1`;

/**
 * Sends the same acts and attention, at the same instants, through each number of processes, every time from an address of
 * its own so that they do not meet, and compares what is stored of them in the end.
 */
export async function compareRows(world: World, servers: readonly AppServer[], numbers: readonly number[]): Promise<Row[]> {
  const token = await allowReports(world.database.url);
  const now = Date.now();
  const stored = new Map<number, string[]>();
  for (const number of numbers) {
    const address = `10.77.0.${number}`;
    await sendAll(
      servers.slice(0, number).map(({ url }) => url),
      fixedEvidence(world, { token, address, now }),
    );
    stored.set(number, await storedOf(world.database.url, address));
  }
  const [first, ...others] = numbers;
  const expected = stored.get(first ?? 0) ?? [];
  if (expected.length === 0) throw new Error("Nothing was stored.");
  return others.map((number) => ({
    name: `rows that differ from those of one process, ${number} processes`,
    unit: "",
    values: [differences(expected, stored.get(number) ?? [])],
    target: { atMost: 0 },
    details: { of: [expected.length] },
  }));
}

/** Each request once, whoever is free takes the next. */
async function sendAll(urls: readonly string[], requests: readonly PlannedRequest[]): Promise<void> {
  const left = [...requests].reverse();
  await Promise.all(
    connect(urls, CONNECTIONS).map(async (client) => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const text = await send(client, next);
        if (/"verdicts?":\s*\[?"(?!recorded)|too_old|in_future|invalid|ignored|unknown|conflict/.test(text))
          throw new Error(`Not all of it was recorded: ${text.slice(0, 300)}`);
      }
      await client.close();
    }),
  );
}

function storedOf(url: string, address: string): Promise<string[]> {
  return withClient(url, async (client) => {
    await client.query("SET timezone = 'UTC'");
    const { rows } = await client.query<{ row: string }>(STORED, [address]);
    return rows.map(({ row }) => row);
  });
}

/** How many rows one has and the other has not, as often as they are there. */
function differences(expected: readonly string[], found: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const row of expected) counts.set(row, (counts.get(row) ?? 0) + 1);
  for (const row of found) counts.set(row, (counts.get(row) ?? 0) - 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}
