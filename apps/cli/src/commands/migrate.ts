import { migrate } from "@tutor-times/db/migrate/migrate";
import { withDatabaseUrl } from "../database-access";

/** Brings the database to the schema of this version, and makes it if it is missing. */
export async function run(): Promise<void> {
  const { applied } = await withDatabaseUrl((url) => migrate({ url }));
  for (const name of applied) console.log(`Applied ${name}.`);
  console.log(applied.length === 0 ? "The schema was up to date." : "The schema is up to date.");
}
