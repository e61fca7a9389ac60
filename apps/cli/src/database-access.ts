import { openDatabase, type Database } from "@tutor-times/db/database";
import { startEmbeddedPostgres } from "@tutor-times/db/embedded/embedded-postgres";
import { dataFolder } from "./data-folder";
import { CommandError } from "./explain-error";

/** The address of the database that the environment names, or undefined for the embedded one. Throws CommandError. */
function givenDatabaseUrl(): string | undefined {
  const given = process.env["DATABASE_URL"] || undefined;
  if (given === undefined || (/^postgres(ql)?:\/\//.test(given) && URL.canParse(given))) return given;
  throw new CommandError("DATABASE_URL must look like postgres://user:password@host:5432/database.");
}

/** Does `work` with the address of the database; an embedded one that does not run is started for as long as that takes. */
export async function withDatabaseUrl<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const given = givenDatabaseUrl();
  if (given !== undefined) return work(given);
  const server = await startEmbeddedPostgres({ dataDir: dataFolder() });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}

/** The same with the database open. */
export function withDatabase<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
  return withDatabaseUrl(async (url) => {
    const db = openDatabase({ url, max: 2, applicationName: "tutor-times-cli" });
    try {
      // What is wrong with the connection shows here, in the driver's own terms.
      await db.pool.query("SELECT 1");
      return await work(db);
    } finally {
      await db.close();
    }
  });
}
