import { Failure } from "../lib/failure.mjs";

/**
 * The demo's accounts, an admin among them, are for those who sit at this computer. Throws a `Failure` where the database
 * holds them and others could reach them, unless the environment says in so many words that it is to be so.
 * @param {Pick<import("./settings.mjs").Settings, "openTo" | "demo" | "databaseUrl">} settings
 * @param {Pick<import("./database.mjs").Prepared, "demoAccounts">} prepared
 */
export function refuseExposedDemo({ openTo, demo, databaseUrl }, { demoAccounts }) {
  if (openTo === undefined || demo || demoAccounts.length === 0) return;
  const apart =
    databaseUrl === undefined ? "another data folder: DATA_DIR=/some/folder npm start" : "a database of its own in DATABASE_URL";
  throw new Failure(
    `This database holds the demo, and with ${openTo} everybody who reaches this computer could try the demo's accounts, an admin among them. Start on ${apart}. If others are meant to use the demo, say so: DEMO=on npm start`,
  );
}
