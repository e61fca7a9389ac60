import { root } from "../lib/project.mjs";

/**
 * What a person reads once everything runs: where, as whom, and what to do first.
 * @param {import("./settings.mjs").Settings} settings @param {string} address
 * @param {import("./database.mjs").Prepared} prepared
 */
export function welcome(settings, address, prepared) {
  const lines = ["", `Tutor Times runs at ${address}`, ""];
  if (prepared.demoAccounts.length > 0 && !settings.demo) {
    lines.push(
      "The demo was loaded into this database earlier, and DEMO=off does not take it away. To begin empty, start on another:",
      `  ${settings.databaseUrl === undefined ? "DATA_DIR=/some/folder" : "DATABASE_URL=…"} DEMO=off npm start`,
      "",
    );
  } else if (prepared.demoAccounts.length > 0) {
    lines.push("It shows the demo. Sign in as");
    for (const { username, role } of prepared.demoAccounts) lines.push(`  ${username.padEnd(6)} ${role}`);
    const password = prepared.demoPassword;
    lines.push(
      password === null ? "with the password that was printed when the demo was loaded." : `with the password  ${password}`,
      "",
    );
  } else if (prepared.admins === 0) {
    lines.push(
      `Nobody can sign in yet. Make the first admin in another terminal, in ${root}:`,
      `  ${environmentOf(settings)}npm run tutor-times -- create-admin`,
      "It asks for a name, an e-mail address and a password.",
      "",
    );
  }
  if (settings.openTo?.startsWith("HOST=")) {
    const next = process.env.PUBLIC_URL ? "" : " Set PUBLIC_URL to the address they type.";
    lines.push(`It listens on ${settings.host}, port ${settings.port}: others can reach it.${next}`, "");
  }
  return lines.join("\n");
}

/** What the command in the other terminal needs to find the same database. @param {import("./settings.mjs").Settings} settings */
function environmentOf({ databaseUrl, dataDir }) {
  // It may hold a password, which is not for the screen.
  if (databaseUrl !== undefined) return 'DATABASE_URL="the same as here" ';
  return process.env.DATA_DIR ? `DATA_DIR='${dataDir.replaceAll("'", "'\\''")}' ` : "";
}
