import pg from "pg";
import type { Job } from "./job";
import type { Senders } from "./worker";

const TOUCH = "SELECT touch($1, $2, $3, $4, $5)";
const TOUCH_MANY = `
  SELECT touch(session, project, definition, task, $5)
  FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS t(session, project, definition, task)`;

/** Prepared statements on connections of their own. No two connections touch the same session. */
export async function touchSenders({ databaseUrl, rows, connections, perStatement }: Job & { kind: "touch" }): Promise<Senders> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl, application_name: "touch" });
      await client.connect();
      return client;
    }),
  );
  return {
    senders: clients.map((client, index) => {
      const own = rows.filter((_, row) => row % connections === index);
      let next = 0;
      return async () => {
        const taken = Array.from({ length: perStatement }, (_, more) => own[(next + more) % own.length]);
        next += perStatement;
        const columns = (["session", "project", "definition", "task"] as const).map((name) => taken.map((row) => row?.[name]));
        const values = perStatement === 1 ? columns.map(([only]) => only) : columns;
        const query = perStatement === 1 ? { name: "touch", text: TOUCH } : { name: "touch-many", text: TOUCH_MANY };
        await client.query({ ...query, values: [...values, new Date()] });
      };
    }),
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}
