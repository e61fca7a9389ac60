import { parseArgs } from "node:util";
import { countAccounts } from "@tutor-times/db/accounts";
import { migrate } from "@tutor-times/db/migrate/migrate";
import { openDatabase } from "@tutor-times/db/database";
import { withDatabaseUrl } from "../database-access";

/** TODO */
export async function run(args: string[]): Promise<void> {
  parseArgs({ args, options: { json: { type: "boolean", default: false }, demo: { type: "boolean", default: false } } });
  await withDatabaseUrl(async (url) => {
    await migrate({ url });
    const db = openDatabase({ url, max: 2, applicationName: "tutor-times-prepare" });
    console.log(await countAccounts(db));
    await db.close();
  });
}
