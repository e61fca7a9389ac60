import pg from "pg";

/** A statement as it was sent. */
export interface SentStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Of a prepared statement. */
  readonly name: string | null;
}

/** How a new connection sets itself up, whenever a pool happens to need one. */
const SETTING_UP = /^SET timezone/;

/** Runs `work` and returns every statement that any connection of this process sent meanwhile for it, in their order. */
export async function recordStatements(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const query: unknown = Reflect.get(pg.Client.prototype, "query");
  if (typeof query !== "function") throw new Error("pg has no query.");
  const recording = function (this: pg.Client, ...given: unknown[]): unknown {
    const [first, second] = given;
    const text: unknown = typeof first === "string" ? first : Reflect.get(Object(first), "text");
    const values: unknown = Array.isArray(second) ? second : Reflect.get(Object(first), "values");
    const name: unknown = Reflect.get(Object(first), "name");
    if (!SETTING_UP.test(String(text)))
      sent.push({
        text: String(text),
        values: Array.isArray(values) ? values : [],
        name: typeof name === "string" ? name : null,
      });
    return Reflect.apply(query, this, given);
  };
  Reflect.set(pg.Client.prototype, "query", recording);
  try {
    await work();
  } finally {
    Reflect.set(pg.Client.prototype, "query", query);
  }
  return sent;
}
