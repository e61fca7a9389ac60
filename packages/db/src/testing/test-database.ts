import { randomBytes } from "node:crypto";
import pg from "pg";
import { type Database, openDatabase } from "../database";
import { TEMPLATE_VARIABLE, withDatabase } from "./test-server";

export interface TestDatabase extends Database {
  readonly url: string;
  /** Closes the connections and drops the database. */
  drop(): Promise<void>;
}

/**
 * A migrated, empty database of its own for one test file or one test; takes about 30 ms. Needs the global setup of
 * `@tutor-times/db/testing/global-setup`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const templateUrl = process.env[TEMPLATE_VARIABLE];
  if (!templateUrl)
    throw new Error('No test server: put "@tutor-times/db/testing/global-setup" into globalSetup of vitest.config.ts.');
  const template = new URL(templateUrl).pathname.slice(1);
  const name = `${template}_${randomBytes(6).toString("hex")}`;
  await runAsAdmin(templateUrl, `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`);
  const url = withDatabase(templateUrl, name);
  const database = openDatabase({ url, applicationName: "tutor-times test" });
  return {
    ...database,
    url,
    async drop() {
      await database.close();
      await runAsAdmin(templateUrl, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    },
  };
}

async function runAsAdmin(templateUrl: string, sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: withDatabase(templateUrl, "postgres") });
  await admin.connect();
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}
