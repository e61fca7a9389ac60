import { openDatabase, type Database } from "@tutor-times/db/database";
import { startEmbeddedPostgres } from "@tutor-times/db/embedded/embedded-postgres";
import { dataFolder } from "./data-folder";

/** The address of the database that the environment names, or undefined for the embedded one. */
export function givenDatabaseUrl(): string | undefined {
  return process.env["DATABASE_URL"] || undefined;
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
      return await work(db);
    } finally {
      await db.close();
    }
  });
}
