import { dataFolder } from "../data-folder";
import type { Finding } from "../doctor/finding";
import { lookAtBrowser } from "../doctor/look-at-browser";
import { lookAtDatabase } from "../doctor/look-at-database";
import { lookAtDisk, lookAtNode, lookAtPort, lookAtRights } from "../doctor/look-at-machine";

const MARKS = { fine: "✓", note: "•", wrong: "✗" } as const;

/** Looks at all that npm start depends on and changes nothing. Resolves to 1 if something must be mended. */
export async function run(): Promise<number> {
  const dataDir = dataFolder();
  const host = process.env["HOST"] || "127.0.0.1";
  const findings: Finding[] = [
    lookAtNode(),
    await lookAtPort(host, process.env["PORT"] || "3000"),
    lookAtRights(dataDir),
    lookAtDisk(dataDir),
    ...(await lookAtDatabase(dataDir, process.env["DATABASE_URL"] || undefined)),
    lookAtBrowser(),
  ];
  for (const { state, subject, text } of findings) console.log(`${MARKS[state]} ${subject.padEnd(9)} ${text}`);
  const bad = findings.filter(({ state }) => state === "wrong").length;
  console.log(bad === 0 ? "\nNothing is wrong." : `\n${bad} of these must be mended.`);
  return bad === 0 ? 0 : 1;
}
