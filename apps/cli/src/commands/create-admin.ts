import { parseArgs } from "node:util";
import { instant } from "@tutor-times/core/instant";
import { createAdmin } from "@tutor-times/db/accounts";
import { migrate } from "@tutor-times/db/migrate/migrate";
import { askLine, askPassword } from "../ask";
import { withDatabase, withDatabaseUrl } from "../database-access";
import { UsageError } from "../explain-error";

const text = { type: "string" } as const;

/** Makes an account with the system role admin, in a database that need not have been used before. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { username: text, email: text, "first-name": text, "last-name": text } });
  const username = values.username ?? (await askLine("Username: "));
  const email = values.email ?? (username && (await askLine("E-mail address: ")));
  if (!username || !email) throw new UsageError("A username and an e-mail address are needed.");
  const password = await askPassword();
  await withDatabaseUrl((url) => migrate({ url }));
  await withDatabase((db) =>
    createAdmin(db, {
      username,
      email,
      firstName: values["first-name"] ?? username,
      lastName: values["last-name"] ?? "",
      password,
      now: instant(Date.now()),
    }),
  );
  console.log(`The admin ${username} may sign in now.`);
}
