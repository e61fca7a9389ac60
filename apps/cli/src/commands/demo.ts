import { parseArgs } from "node:util";
import { instant } from "@tutor-times/core/instant";
import { findDemo, loadDemo } from "@tutor-times/db/demo/load-demo";
import { migrate } from "@tutor-times/db/migrate/migrate";
import { withDatabase, withDatabaseUrl } from "../database-access";
import { chooseDemoPassword } from "../demo-password";
import { CommandError, UsageError } from "../explain-error";

/** Fills an empty database with the demo, and says who can sign in. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { scale: { type: "string", default: "1" }, seed: { type: "string", default: "1" } },
  });
  const options = { scale: readNumber("scale", values.scale), seed: readNumber("seed", values.seed) };
  await withDatabaseUrl((url) => migrate({ url }));
  const { accounts, counts, password } = await withDatabase(async (db) => {
    if ((await findDemo(db)) !== null) throw new CommandError("This database shows the demo already.");
    const chosen = chooseDemoPassword();
    return { ...(await loadDemo(db, { ...options, now: instant(Date.now()), password: chosen })), password: chosen };
  });
  console.log(`Loaded ${counts.sessions} sessions of ${counts.users} people, with ${counts.activities} activities.`);
  for (const { username, role } of accounts) console.log(`  ${username.padEnd(6)} ${role}`);
  console.log(`All have the password ${password}`);
}

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) throw new UsageError(`--${name} must be a number, not "${text}".`);
  return value;
}
