import { parseArgs } from "node:util";
import { instant } from "@tutor-times/core/instant";
import { setPassword } from "@tutor-times/db/accounts";
import { askPassword } from "../ask";
import { withDatabase } from "../database-access";
import { UsageError } from "../explain-error";

/** Gives somebody a new password and signs them out everywhere. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { username: { type: "string" } } });
  const { username } = values;
  if (!username) throw new UsageError("A username is needed.");
  const password = await askPassword();
  await withDatabase((db) => setPassword(db, { username, password, now: instant(Date.now()) }));
  console.log(`${username} has a new password and is signed out everywhere.`);
}
