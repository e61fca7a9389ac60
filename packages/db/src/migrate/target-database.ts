import pg from "pg";
import { explainConnection, explainMissingDatabase, explainMissingRight } from "../connection-problem";
import { MigrationError } from "./migration-error";

const OLDEST_MAJOR = 14;

/** Connects to `url`; makes the database first if the server has none of that name. Throws MigrationError. */
export async function connectToTarget(url: string): Promise<{ client: pg.Client; created: boolean }> {
  const found = await tryConnect(url);
  const created = found === undefined && (await createDatabase(url));
  const client = found ?? (await tryConnect(url));
  if (!client) throw new MigrationError(`The database at ${describeTarget(url)} was created and is gone again.`);
  const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version");
  const version = rows[0]?.version ?? "unknown";
  if (Number.parseInt(version, 10) < OLDEST_MAJOR) {
    await client.end();
    throw new MigrationError(
      `The server of DATABASE_URL is PostgreSQL ${version}, and ${OLDEST_MAJOR} or newer is needed: update it, or use the embedded one by leaving DATABASE_URL out.`,
    );
  }
  return { client, created };
}

/** Throws MigrationError if the user of `client` may not make tables and schemas in its database. */
export async function expectRights(client: pg.ClientBase, url: string): Promise<void> {
  const { rows } = await client.query<{ enough: boolean | null }>(
    `SELECT has_database_privilege(current_database(), 'CREATE') AND has_schema_privilege(current_schema(), 'CREATE') AS enough`,
  );
  if (!rows[0]?.enough) throw new MigrationError(explainMissingRight(url));
}

/** Undefined if the server has no such database. */
export async function tryConnect(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "tutor-times migrate",
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "3D000") return undefined;
    throw new MigrationError(
      explainConnection(error, url) ?? `The database at ${describeTarget(url)} cannot be used: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** Whether it was this call that created it: another process may have been faster. */
async function createDatabase(url: string): Promise<boolean> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  const admin = await tryConnect(maintenance.href);
  if (!admin) throw new MigrationError(explainMissingDatabase(url));
  try {
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`);
    return true;
  } catch (error) {
    const exists = error instanceof pg.DatabaseError && (error.code === "42P04" || error.code === "23505");
    if (!exists) throw new MigrationError(explainNoDatabase(error, url, name), { cause: error });
    return false;
  } finally {
    await admin.end();
  }
}

function explainNoDatabase(error: unknown, url: string, name: string): string {
  if (error instanceof pg.DatabaseError && error.code === "42501") return explainMissingDatabase(url);
  return `The database ${name} does not exist and cannot be created: ${messageOf(error)}`;
}

/** Host, port and database: never the password. */
function describeTarget(url: string): string {
  if (!URL.canParse(url)) return "the address given (it is no URL)";
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

export function messageOf(error: unknown): string {
  // A host with several addresses fails with one error each, and no message of its own.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
