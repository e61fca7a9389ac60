import { openDatabase, type Database } from "@tutor-times/db/database";
import { countAccounts } from "@tutor-times/db/accounts";
import { explainConnection } from "@tutor-times/db/connection-problem";
import { embeddedPostgresStatus } from "@tutor-times/db/embedded/embedded-postgres";
import { readServerFacts } from "@tutor-times/db/server-facts";
import { pendingMigrations } from "@tutor-times/db/migrate/migrate";
import { explainError } from "../explain-error";
import { type Finding, fine, note, wrong } from "./finding";

const LARGEST_SKEW_MS = 2_000;
const OLDEST_MAJOR = 14;
/** This version was made after it. */
const EARLIEST = Date.UTC(2026, 10, 1);

/** Whether the database answers, which one it is, whether its schema and its clock fit. Changes nothing. */
export async function lookAtDatabase(dataDir: string, given: string | undefined): Promise<Finding[]> {
  const url = given ?? runningUrl(dataDir);
  if (url === undefined) {
    return [note("Database", `the embedded PostgreSQL of ${dataDir} does not run; npm start starts it`), lookAtClock(Date.now())];
  }
  if (!URL.canParse(url) || !/^postgres(ql)?:/.test(url)) {
    const text = "DATABASE_URL names none: make it look like postgres://user:password@host:5432/database.";
    return [wrong("Database", text), lookAtClock(Date.now())];
  }
  const db = openDatabase({ url, max: 1, applicationName: "tutor-times-doctor" });
  try {
    const { version, clockAheadMs } = await readServerFacts(db);
    const found = [databaseFinding(version), clockFinding(clockAheadMs)];
    const pending = await pendingMigrations({ url });
    if (pending.length > 0) return [...found, note("Schema", `${pending.length} migrations to apply; npm start does that`)];
    return [...found, fine("Schema", "fits this version"), await lookAtAccounts(db)];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "3D000") {
      return [note("Database", "the one of DATABASE_URL does not exist yet; npm start makes it"), lookAtClock(Date.now())];
    }
    const text = explainConnection(error, url) ?? explainError(error);
    return [wrong("Database", text), lookAtClock(Date.now())];
  } finally {
    await db.close();
  }
}

function runningUrl(dataDir: string): string | undefined {
  const status = embeddedPostgresStatus({ dataDir });
  return status.state === "running" ? status.url : undefined;
}

function databaseFinding(version: string): Finding {
  const answers = `PostgreSQL ${version} answers`;
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return fine("Database", answers);
  return wrong("Database", `${answers}, and ${OLDEST_MAJOR} or newer is needed: update it, or leave DATABASE_URL out.`);
}

/** This computer's clock alone, in milliseconds since 1970: one that lost its time is years behind. */
export function lookAtClock(now: number): Finding {
  const text = `it is ${new Date(now).toISOString().slice(0, 16).replace("T", " ")} UTC here`;
  if (now >= EARLIEST) return note("Clock", `${text}; compared with the database's when that answers`);
  return wrong("Clock", `By this computer's clock ${text}, which cannot be: set it by a time service (NTP).`);
}

function clockFinding(aheadMs: number): Finding {
  const seconds = (Math.abs(aheadMs) / 1000).toFixed(1);
  if (Math.abs(aheadMs) <= LARGEST_SKEW_MS) return fine("Clock", "this computer's and the database's agree");
  return wrong("Clock", `This computer's and the database's differ by ${seconds} s: set both by a time service (NTP).`);
}

async function lookAtAccounts(db: Database): Promise<Finding> {
  const { users, admins } = await countAccounts(db);
  if (admins > 0) return fine("Accounts", `${users} in all; ${admins === 1 ? "one is an admin" : `${admins} are admins`}`);
  return note("Accounts", "nobody can sign in as an admin yet: tutor-times create-admin");
}
