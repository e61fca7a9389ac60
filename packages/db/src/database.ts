import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { columnTypes } from "./column-types";
import { GatheringSocket } from "./gathering-socket";
import { PrismaClient } from "./generated/client";

/** One database, as all use cases take it. Pools connect when they are first used. */
export interface Database {
  /** For plain SQL. bigint comes as number, date as `YYYY-MM-DD`, timestamptz as Date. */
  readonly pool: pg.Pool;
  /**
   * For transactions whose statements are sent without waiting for one another. Every statement gets its own answer:
   * after an error the later ones of the transaction fail with 25P02, and COMMIT *resolves* with command "ROLLBACK".
   * So wait for all of them (`Promise.allSettled`) before the client is released, and take the first rejection as the
   * transaction's. A named statement that was first sent within a failed transaction can make others that are already
   * under way fail with 26000. No cursors and no query streams here.
   */
  readonly pipelined: pg.Pool;
  /** For everything else. bigint comes as bigint: convert it with `Number()` at the border of this package. */
  readonly prisma: PrismaClient;
  /** Waits for what is under way, then closes all connections. May be called more than once. */
  close(): Promise<void>;
}

/** What a report needs: a pool, or one client in its place whose transaction it shall see. */
export interface Reader {
  readonly pool: Pick<Database["pool"], "query">;
}

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Most connections of each of the two pools of SQL; default 10. Prisma's own pool has at most 5. */
  readonly max?: number;
  /** What PostgreSQL's own views call these connections; default `tutor-times`. */
  readonly applicationName?: string;
  /** Longest time of one statement; default 30 seconds. */
  readonly statementTimeoutMs?: number;
  /** Told when an idle connection breaks. The pool has already replaced it, so this is for a log. */
  readonly onConnectionLost?: (error: Error) => void;
}

const PRISMA_CONNECTIONS = 5;

/** Opens nothing yet: an unreachable server shows at the first query, after at most 10 seconds. */
export function openDatabase(options: DatabaseOptions): Database {
  const connectionLost = options.onConnectionLost ?? (() => {});
  const config = poolConfig(options);
  const pool = makePool({ ...config, types: columnTypes }, connectionLost);
  const pipelined = makePool(
    { ...poolConfig(options, PLANNED_ONCE), types: columnTypes, pipeline: true, stream: () => new GatheringSocket() },
    connectionLost,
  );
  const adapter = new PrismaPg({ ...config, max: PRISMA_CONNECTIONS }, { onPoolError: connectionLost });
  const prisma = new PrismaClient({ adapter });
  let closing: Promise<unknown> | undefined;
  return {
    pool,
    pipelined,
    prisma,
    async close() {
      closing ??= Promise.all([pool.end(), pipelined.end(), prisma.$disconnect()]);
      await closing;
    },
  };
}

/**
 * The statements of the tracker take arrays of any length, so PostgreSQL would plan them anew at every call, which takes
 * longer than to run them. They are written so that one plan suits all.
 */
const PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan";

function poolConfig(options: DatabaseOptions, ...more: readonly string[]): pg.PoolConfig {
  const session = [
    "SET timezone = 'UTC'",
    `SET statement_timeout = ${Math.trunc(options.statementTimeoutMs ?? 30_000)}`,
    "SET idle_in_transaction_session_timeout = 60000",
    ...more,
  ].join("; ");
  return {
    connectionString: options.url,
    application_name: options.applicationName ?? "tutor-times",
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    // By statement and not as startup parameters, which poolers such as PgBouncer refuse. The pool waits for it.
    onConnect: (client): unknown => client.query(session),
  };
}

function makePool(config: pg.PoolConfig, connectionLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on("error", connectionLost);
  // A connection that breaks while in use fails its queries; without a listener it would end the process as well.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

const SHARED = Symbol.for("tutor-times.database");
const shared = globalThis as typeof globalThis & { [SHARED]?: Database };

/**
 * The one database of this process: the server and the screens are two bundles with two copies of this module, so it
 * lives on `globalThis`. The first call opens what `DATABASE_URL` names, unless `shareDatabase` came before.
 * Throws if neither is there.
 */
export function sharedDatabase(): Database {
  const url = process.env["DATABASE_URL"];
  if (!shared[SHARED]) {
    if (!url) throw new Error("DATABASE_URL is not set, and no database was shared in this process.");
    shared[SHARED] = openDatabase({ url });
  }
  return shared[SHARED];
}

/** Makes `database` what `sharedDatabase()` returns; `undefined` takes it away. Closing it stays the caller's. */
export function shareDatabase(database: Database | undefined): void {
  if (database) shared[SHARED] = database;
  else delete shared[SHARED];
}
