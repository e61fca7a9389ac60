// test:start: tries npm start in fresh clones, in the situations that a stranger's machine may hold. Takes some minutes.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { formatSeconds } from "./lib/progress.mjs";
import { makeClone, makeForeignClone } from "./start-situations/clone.mjs";
import { interrupted } from "./start-situations/interrupted.mjs";
import { processesOf } from "./start-situations/product.mjs";
import { situations } from "./start-situations/situations.mjs";
import { terminalSituations } from "./start-situations/terminal.mjs";

const wanted = process.argv.slice(2).join(" ");
const parent = mkdtempSync(join(tmpdir(), "tutor-times-start-"));
chmodSync(parent, 0o755);
// A port of its own, so that a product which runs on the usual one is not in the way.
process.env.PORT = "3917";
for (const name of ["HOST", "DATABASE_URL", "DATA_DIR", "DEMO", "DEMO_PASSWORD", "PUBLIC_URL"]) delete process.env[name];

let passed = 0;
let failed = 0;

try {
  const own = makeClone(parent, "own");
  chmodSync(own.folder, 0o700);
  await tryAll(own, "", [...situations, ...terminalSituations, interrupted]);
  if (process.getuid?.() === 0) await tryAll(makeForeignClone(parent, "foreign"), "as another user: ", situations.slice(0, 2));
} finally {
  for (const { pid } of processesOf(parent)) process.kill(pid, "SIGKILL");
  rmSync(parent, { recursive: true, force: true, maxRetries: 3 });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** @param {import("./start-situations/product.mjs").Copy} copy @param {string} prefix @param {import("./start-situations/situations.mjs").Situation[]} list */
async function tryAll(copy, prefix, list) {
  for (const situation of list) {
    const name = `${prefix}${situation.name}`;
    if (!name.includes(wanted)) continue;
    const began = performance.now();
    try {
      await situation.try(copy);
      passed += 1;
      console.log(`✓ ${name}  ${formatSeconds((performance.now() - began) / 1000)}`);
    } catch (error) {
      failed += 1;
      console.log(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}`);
      for (const { pid } of processesOf(copy.folder)) process.kill(pid, "SIGKILL");
    }
  }
}
