/**
 * What a person reads once everything runs: where, as whom, and what to do first.
 * @param {import("./settings.mjs").Settings} settings @param {string} address
 * @param {import("./database.mjs").Prepared} prepared
 */
export function welcome(settings, address, prepared) {
  const lines = ["", `Tutor Times runs at ${address}`, ""];
  if (prepared.demoAccounts.length > 0) {
    lines.push("It shows the demo. Sign in as");
    for (const { username, role } of prepared.demoAccounts) lines.push(`  ${username.padEnd(6)} ${role}`);
    const password = prepared.demoPassword;
    lines.push(
      password === null ? "with the password that was printed when the demo was loaded." : `with the password  ${password}`,
      "",
    );
  } else if (prepared.admins === 0) {
    lines.push(
      "Nobody can sign in yet. Make the first admin in another terminal:",
      `  ${environmentOf(settings)}npm run tutor-times -- create-admin --username NAME --email ADDRESS`,
      "",
    );
  }
  if (!settings.loopback) {
    lines.push(
      `It listens on ${settings.host}, port ${settings.port}: others can reach it. Set PUBLIC_URL to the address they type.`,
      "",
    );
  }
  return lines.join("\n");
}

/** What the command in the other terminal needs to find the same database. @param {import("./settings.mjs").Settings} settings */
function environmentOf({ databaseUrl }) {
  const dataDir = process.env.DATA_DIR;
  if (databaseUrl) return "DATABASE_URL=… ";
  return dataDir ? `DATA_DIR='${dataDir}' ` : "";
}
