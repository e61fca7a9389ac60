import { buildApp, generateClient } from "../lib/build.mjs";
import { explain } from "../lib/failure.mjs";
import { installPackages } from "../lib/install.mjs";
import { createProgress, formatSeconds } from "../lib/progress.mjs";
import { claimDataFolder } from "./data-folder.mjs";
import { readyDatabase } from "./database.mjs";
import { beginLife } from "./life.mjs";
import { serve } from "./server.mjs";
import { claimPort, readSettings } from "./settings.mjs";
import { welcome } from "./welcome.mjs";

/** Everything between a fresh clone and an address that answers; then waits until it is asked to stop. */
export async function main() {
  const life = beginLife();
  const progress = createProgress(process.stdout);
  // At once: what is cut short now has not failed.
  life.signal.addEventListener("abort", () => progress.stop());
  try {
    await start(life, progress);
  } catch (error) {
    if (life.signal.aborted) return;
    progress.stop();
    console.error(`\n${explain(error)}`);
    await life.end(1);
  }
}

/** @param {ReturnType<typeof beginLife>} life @param {import("../lib/progress.mjs").Progress} progress */
async function start(life, progress) {
  const began = performance.now();
  const asked = readSettings(process.env);
  const claim = claimDataFolder(asked.dataDir);
  life.atEnd(claim.release);
  const settings = { ...asked, port: await claimPort(asked) };
  const { signal } = life;

  await progress.step("Install packages", () => installPackages(signal));
  await progress.step("Generate the database client", () => generateClient(signal));
  await progress.step("Build the commands", () => buildApp("cli", signal));
  const [database] = await Promise.all([
    readyDatabase(life, progress, settings),
    progress.step("Build the server", () => buildApp("server", signal)),
    progress.step("Build the screens", () => buildApp("admin", signal)),
  ]);
  const address = await progress.step("Start the server", () => serve(life, settings, database.url));
  if (signal.aborted) return;
  claim.note(address);
  life.ready();
  progress.stop();
  console.log(welcome(settings, address, database.prepared));
  console.log(`Ready after ${formatSeconds((performance.now() - began) / 1000)}. Ctrl-C stops everything.`);
}
