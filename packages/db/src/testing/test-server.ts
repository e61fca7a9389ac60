import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../embedded/embedded-postgres";
import { migrate } from "../migrate/migrate";

/** Where the processes of a test run find the server: the URL of the migrated database that they clone. */
export const TEMPLATE_VARIABLE = "TUTOR_TIMES_TEST_TEMPLATE";

export interface TestServer {
  /** A migrated, empty database that nobody connects to. */
  readonly templateUrl: string;
  /** Drops all databases of this run; stops and removes the server if it was started for it. */
  stop(): Promise<void>;
}

/**
 * A server for one test run: the one that `TEST_DATABASE_URL` names, else a throw-away embedded one, which ends with
 * this process in any case. Its template database is migrated.
 */
export async function startTestServer(): Promise<TestServer> {
  const template = `tt_${randomBytes(4).toString("hex")}`;
  const given = process.env["TEST_DATABASE_URL"];
  const embedded = given ? undefined : await startEmbeddedPostgres({ dataDir: makeFolder(), throwAway: true });
  const templateUrl = withDatabase(given ?? embedded?.url ?? "", template);
  const stop = () => (embedded ? embedded.stop() : dropDatabases(templateUrl, template));
  try {
    await migrate({ url: templateUrl });
  } catch (error) {
    await stop();
    throw error;
  }
  return { templateUrl, stop };
}

/** `url` with another database in it. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tutor-times-test-"));
  // Root's server runs under another account, which has to get in.
  chmodSync(folder, 0o711);
  return folder;
}

/** Of the template and its clones, whose names begin with the template's. */
async function dropDatabases(templateUrl: string, prefix: string): Promise<void> {
  const admin = new pg.Client({ connectionString: withDatabase(templateUrl, "postgres") });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)",
      [prefix],
    );
    for (const { name } of rows) await admin.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await admin.end();
  }
}
