import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

/** One session for the engine and for us, so that a transaction of ours holds all that the engine does in it. */
export interface EngineSession {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  /** Runs plain SQL in the same session. */
  execute(sql: string): Promise<void>;
  /** Why the last script of a migration failed, in the database's words; the engine itself hides it. */
  failure(): Error | undefined;
  close(): Promise<void>;
}

/** Opens a session to `url`. Prisma's adapter splits scripts at semicolons; here a script goes to the server whole. */
export async function openEngineSession(url: string): Promise<EngineSession> {
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, application_name: "tutor-times migrate" });
  pool.on("error", () => {});
  const restoreTypes = readSingleCharacters(pool);
  const adapter = await new PrismaPg(pool).connect();
  let failure: Error | undefined;
  const whole: SqlDriverAdapter = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: async (query) => restoreTypes(await adapter.queryRaw(query)),
    executeRaw: (query) => adapter.executeRaw(query),
    startTransaction: (isolation) => adapter.startTransaction(isolation),
    getConnectionInfo: () => adapter.getConnectionInfo(),
    dispose: async () => {},
    async executeScript(script) {
      try {
        await pool.query(script);
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    },
  };
  return {
    factory: {
      provider: "postgres",
      adapterName: adapter.adapterName,
      connect: async () => whole,
      // The engine would build the whole schema in it and throw it away: nothing here asks for that.
      connectToShadowDb: () => Promise.reject(new Error("This session has no shadow database.")),
    },
    execute: async (sql) => void (await pool.query(sql)),
    failure: () => failure,
    close: () => pool.end(),
  };
}

const SINGLE_CHARACTER = 18;
const TEXT = 25;

/**
 * PostgreSQL's catalogues have columns of the internal type "char", which Prisma's adapter refuses to read: the pool
 * passes them off as text. Returns what gives them the type back that the engine expects.
 */
function readSingleCharacters(pool: pg.Pool): (result: SqlResultSet) => SqlResultSet {
  const query = pool.query.bind(pool);
  const columnsOf = new WeakMap<object, number[]>();
  Object.assign(pool, {
    async query(config: pg.QueryArrayConfig) {
      const result = await query(config);
      const fields = result.fields ?? [];
      columnsOf.set(
        result.rows ?? [],
        fields.flatMap((field, column) => (field.dataTypeID === SINGLE_CHARACTER ? column : [])),
      );
      for (const field of fields) if (field.dataTypeID === SINGLE_CHARACTER) field.dataTypeID = TEXT;
      return result;
    },
  });
  return (result) => {
    for (const column of columnsOf.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
}
