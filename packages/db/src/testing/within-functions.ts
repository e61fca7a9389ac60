import type { Database } from "../database";

interface FunctionColumns {
  readonly name: string;
  readonly source: string;
  readonly argument_names: readonly string[];
  readonly argument_types: readonly string[];
}

/** Functions of the database that answer with one query, and are named in a statement. */
const FUNCTIONS = `
  SELECT p.proname AS name, p.prosrc AS source, p.proargnames[:p.pronargs] AS argument_names,
         ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS a(t, n) ORDER BY n) AS argument_types
  FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
  WHERE p.pronamespace = 'public'::regnamespace AND $1 ~ ('\\m' || p.proname || '\\(') AND p.prosrc ~ 'RETURN QUERY'`;

const QUERY = /RETURN QUERY (.*?);/s;

/**
 * The queries of the functions that a statement calls, which no plan of the statement shows, with `$1` and so on for the arguments: these
 * functions have one plan for all values. In a function of ours arguments are named after it (`attention_of.sessions`).
 */
export async function queriesWithin(db: Pick<Database, "pool">, statement: string): Promise<string[]> {
  const { rows } = await db.pool.query<FunctionColumns>(FUNCTIONS, [statement]);
  return rows.map(({ name, source, argument_names: names, argument_types: types }) => {
    const query = QUERY.exec(source)?.[1];
    if (query === undefined) throw new Error(`${name} has no query.`);
    return query.replaceAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"), (_, argument: string) => {
      const place = names.indexOf(argument);
      if (place < 0) throw new Error(`${name} has no argument ${argument}.`);
      return `$${place + 1}::${types[place]}`;
    });
  });
}
