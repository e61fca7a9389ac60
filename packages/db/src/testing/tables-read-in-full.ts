import type { Database } from "../database";
import { recordStatements, type SentStatement } from "./record-statements";
import { queriesWithin } from "./within-functions";

/** Tables that grow with use, by month or whole, and that hold something: an empty month is read in no time. */
const GROWN = `
  SELECT relname AS name FROM pg_class
  WHERE relkind = 'r' AND reltuples > 0 AND (relname ~ '^(marking_sessions|session_activities|attention_stretches)' OR relname = ANY($1))`;

/** What else is sent (BEGIN, LOCK, FETCH and the like) has no plan. */
const HAS_A_PLAN = /^\s*(?:WITH|SELECT|UPDATE|DELETE|INSERT)\b/;
const CURSOR = /^DECLARE \w+ (?:NO SCROLL )?CURSOR FOR /;

/**
 * The tables of sessions, activities and attention that any statement which `work` sends would read from the beginning to
 * the end, or any of the tables `more`, as the planner sees it with the statistics at hand. Statements that have a name are planned once for all values
 * and are looked at so, and so are the functions of the database that they call; all others with the values they were sent with.
 */
export async function tablesReadInFull(db: Pools, work: () => Promise<unknown>, more: readonly string[] = []): Promise<string[]> {
  const sent = await recordStatements(work);
  const { rows } = await db.pool.query<{ name: string }>(GROWN, [more]);
  const grown = new Set(rows.map(({ name }) => name));
  const read: string[] = [];
  for (const statement of sent) read.push(...(await scannedTables(db, statement)).filter((table) => grown.has(table)));
  return read;
}

type Pools = Pick<Database, "pool" | "pipelined">;

async function scannedTables(db: Pools, { text, values, name }: SentStatement): Promise<string[]> {
  const statement = text.replace(CURSOR, "");
  if (!HAS_A_PLAN.test(statement)) return [];
  const plans =
    name === null || values.length === 0
      ? (await db.pool.query<PlanRow>(`EXPLAIN (FORMAT JSON) ${statement}`, [...values])).rows
      : await plannedOnce(db, statement, values.length);
  for (const query of await queriesWithin(db, statement)) {
    plans.push(...(await db.pool.query<PlanRow>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${query}`)).rows);
  }
  return plans.flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => sequentialScans(Plan)));
}

/** What the pipelined connections plan for all values; these here are never looked at. */
async function plannedOnce({ pipelined }: Pools, statement: string, parameters: number): Promise<PlanRow[]> {
  const client = await pipelined.connect();
  try {
    await client.query(`PREPARE explained AS ${statement}`);
    const nulls = Array.from({ length: parameters }, () => "NULL").join(", ");
    const { rows } = await client.query<PlanRow>(`EXPLAIN (FORMAT JSON) EXECUTE explained(${nulls})`);
    return rows;
  } finally {
    await client.query("DEALLOCATE ALL");
    client.release(true);
  }
}

interface PlanRow {
  readonly "QUERY PLAN": readonly { readonly Plan: PlanNode }[];
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly PlanNode[];
}

function sequentialScans({ "Node Type": type, "Relation Name": table, Plans = [] }: PlanNode): string[] {
  return [...(type === "Seq Scan" && table !== undefined ? [table] : []), ...Plans.flatMap(sequentialScans)];
}
