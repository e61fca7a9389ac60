import { parseArgs } from "node:util";
import { instant } from "@tutor-times/core/instant";
import { countAccounts } from "@tutor-times/db/accounts";
import { openDatabase, type Database } from "@tutor-times/db/database";
import { findDemo, loadDemo } from "@tutor-times/db/demo/load-demo";
import { migrate } from "@tutor-times/db/migrate/migrate";
import { withDatabaseUrl } from "../database-access";
import { chooseDemoPassword, keptDemoPassword } from "../demo-password";

const SEED = 1;

/**
 * What npm start does before it serves: brings the database to this version's schema, and with `--demo` fills one in
 * which nobody has an account yet. Says so in lines of JSON: `{"step": …}` when a step begins, `{"ready": …}` at the end.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { demo: { type: "boolean", default: false } } });
  await withDatabaseUrl(async (url) => {
    tell({ step: "Bring the schema up to date" });
    await migrate({ url });
    const db = openDatabase({ url, max: 2, applicationName: "tutor-times-prepare" });
    try {
      if (values.demo && (await countAccounts(db)).users === 0) await loadFirstDemo(db);
      tell({ ready: await describe(db) });
    } finally {
      await db.close();
    }
  });
}

async function loadFirstDemo(db: Database): Promise<void> {
  tell({ step: "Load the demo" });
  try {
    await loadDemo(db, { seed: SEED, scale: 1, now: instant(Date.now()), password: chooseDemoPassword() });
  } catch (error) {
    // Another process that started on the same database may have been faster.
    if ((await findDemo(db)) === null) throw error;
  }
}

async function describe(db: Database): Promise<object> {
  const [{ admins }, demo] = await Promise.all([countAccounts(db), findDemo(db)]);
  const demoAccounts = (demo?.accounts ?? []).map(({ username, role }) => ({ username, role }));
  return { admins, demoAccounts, demoPassword: demo === null ? null : keptDemoPassword() };
}

function tell(line: object): void {
  console.log(JSON.stringify(line));
}
