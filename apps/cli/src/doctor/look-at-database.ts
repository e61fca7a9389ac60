import { openDatabase, type Database } from "@tutor-times/db/database";
import { countAccounts } from "@tutor-times/db/accounts";
import { embeddedPostgresStatus } from "@tutor-times/db/embedded/embedded-postgres";
import { readServerFacts } from "@tutor-times/db/server-facts";
import { pendingMigrations } from "@tutor-times/db/migrate/migrate";
import { explainError } from "../explain-error";
import { type Finding, fine, note, wrong } from "./finding";

const LARGEST_SKEW_MS = 2_000;

/** Whether the database answers, which one it is, whether its schema and its clock fit. Changes nothing. */
export async function lookAtDatabase(dataDir: string, given: string | undefined): Promise<Finding[]> {
  const url = given ?? runningUrl(dataDir);
  if (url === undefined) return [note("Database", `the embedded PostgreSQL of ${dataDir} does not run; npm start starts it`)];
  const db = openDatabase({ url, max: 1, applicationName: "tutor-times-doctor" });
  try {
    const { version, clockAheadMs } = await readServerFacts(db);
    const found = [fine("Database", `PostgreSQL ${version} answers`), clockFinding(clockAheadMs)];
    const pending = await pendingMigrations({ url });
    if (pending.length > 0) return [...found, note("Schema", `${pending.length} migrations to apply; npm start does that`)];
    return [...found, fine("Schema", "fits this version"), await lookAtAccounts(db)];
  } catch (error) {
    return [wrong("Database", explainError(error))];
  } finally {
    await db.close();
  }
}

function runningUrl(dataDir: string): string | undefined {
  const status = embeddedPostgresStatus({ dataDir });
  return status.state === "running" ? status.url : undefined;
}

function clockFinding(aheadMs: number): Finding {
  const seconds = (Math.abs(aheadMs) / 1000).toFixed(1);
  if (Math.abs(aheadMs) <= LARGEST_SKEW_MS) return fine("Clock", "this computer's and the database's agree");
  return wrong("Clock", `This computer's and the database's differ by ${seconds} s: set both by a time service (NTP).`);
}

async function lookAtAccounts(db: Database): Promise<Finding> {
  const { users, admins } = await countAccounts(db);
  if (admins > 0) return fine("Accounts", `${users}, of them ${admins} admins`);
  return note("Accounts", "nobody can sign in as an admin yet: tutor-times create-admin");
}
