// test:start: tries npm start in fresh clones, in the situations that a stranger's machine may hold. Takes some minutes.
// With words behind it, only the situations whose name holds them.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatSeconds } from "./lib/progress.mjs";
import { makeClone, makeForeignClone } from "./start-situations/clone.mjs";
import { interrupted } from "./start-situations/interrupted.mjs";
import { killAll } from "./start-situations/product.mjs";
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

process.on("exit", () => {
  killAll(parent);
  rmSync(parent, { recursive: true, force: true, maxRetries: 3 });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

const own = makeClone(parent, "own");
// As root, PostgreSQL's account cannot enter it then.
chmodSync(own.folder, 0o700);
await tryAll(own, "", [...situations, ...terminalSituations, interrupted]);
if (process.getuid?.() === 0) await tryAll(makeForeignClone(parent, "foreign"), "as another user: ", situations.slice(0, 2));
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** @param {import("./start-situations/product.mjs").Copy} copy @param {string} prefix @param {import("./start-situations/situations.mjs").Situation[]} list */
async function tryAll(copy, prefix, list) {
  for (const situation of list.filter(({ name }) => `${prefix}${name}`.includes(wanted))) {
    const name = `${prefix}${situation.name}`;
    const began = performance.now();
    try {
      await situation.try(copy);
      passed += 1;
      console.log(`✓ ${name}  ${formatSeconds((performance.now() - began) / 1000)}`);
    } catch (error) {
      failed += 1;
      const lines = (error instanceof Error ? error.message : String(error)).split("\n");
      console.log(`✗ ${name}\n${lines.length > 50 ? ["…", ...lines.slice(-50)].join("\n") : lines.join("\n")}`);
      killAll(copy.folder);
      if (situation === situations[0]) return console.log("Without a first start there is nothing more to try.");
    }
  }
}
