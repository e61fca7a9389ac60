import type { Client } from "../transaction";

/** The tables whose rows get their ids from here. */
export const NUMBERED_TABLES = [
  "users",
  "campuses",
  "units",
  "unit_breaks",
  "unit_roles",
  "tutorial_streams",
  "tutorials",
  "task_definitions",
  "projects",
  "tasks",
  "submissions",
  "task_comments",
  "marking_sessions",
  "session_activities",
  "attention_stretches",
  "audit_entries",
] as const;
export type NumberedTable = (typeof NUMBERED_TABLES)[number];

/** Hands out ids in order, so that rows can refer to each other before they are written. */
export interface Ids {
  next<Id extends number = number>(table: NumberedTable): Id;
}

/** Ids after the highest that each table holds. */
export async function loadIds(client: Client): Promise<Ids> {
  const highest = NUMBERED_TABLES.map((table) => `(SELECT coalesce(max(id), 0) FROM ${table}) AS ${table}`);
  const { rows } = await client.query<Record<NumberedTable, number>>(`SELECT ${highest.join(", ")}`);
  const last = new Map<NumberedTable, number>(NUMBERED_TABLES.map((table) => [table, rows[0]?.[table] ?? 0]));
  return {
    next<Id extends number>(table: NumberedTable): Id {
      const id = (last.get(table) ?? 0) + 1;
      last.set(table, id);
      return id as Id;
    },
  };
}

/** Lets the sequences go on after the ids that were handed out. */
export async function advanceSequences(client: Client): Promise<void> {
  const tables = NUMBERED_TABLES.map(
    (table) => `setval(pg_get_serial_sequence('${table}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM ${table}), false)`,
  );
  await client.query(`SELECT ${tables.join(", ")}`);
}
