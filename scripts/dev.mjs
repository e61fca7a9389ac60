// pnpm dev: the server and the screens from their sources, both reloading, on the same database as npm start.
import { spawn } from "node:child_process";
import { buildApp, generateClient } from "./lib/build.mjs";
import { explain } from "./lib/failure.mjs";
import { installPackages } from "./lib/install.mjs";
import { createProgress } from "./lib/progress.mjs";
import { inRoot } from "./lib/project.mjs";
import { claimDataFolder } from "./start/data-folder.mjs";
import { readyDatabase } from "./start/database.mjs";
import { beginLife } from "./start/life.mjs";
import { addressOf } from "./start/address.mjs";
import { serverEnvironment } from "./start/server.mjs";
import { claimPort, readSettings } from "./start/settings.mjs";
import { welcome } from "./start/welcome.mjs";

const KILL_AFTER_MS = 3000;

const life = beginLife();
const progress = createProgress(process.stdout);
life.signal.addEventListener("abort", () => progress.stop());

try {
  const asked = readSettings(process.env);
  const claim = claimDataFolder(asked.dataDir);
  life.atEnd(claim.release);
  const settings = { ...asked, port: await claimPort(asked) };
  await progress.step("Install packages", () => installPackages(life.signal));
  await progress.step("Generate the database client", () => generateClient(life.signal));
  await progress.step("Build the commands", () => buildApp("cli", life.signal));
  const database = await readyDatabase(life, progress, settings);
  claim.note(addressOf(settings));
  life.ready();
  progress.stop();
  console.log(welcome(settings, addressOf(settings), database.prepared));
  console.log("The server starts now, and each page is built when it is first asked for. Ctrl-C stops everything.\n");
  runFromSources(settings, database.url);
} catch (error) {
  progress.stop();
  if (!life.signal.aborted) console.error(`\n${explain(error)}`);
  await life.end(1);
}

/** @param {import("./start/settings.mjs").Settings} settings @param {string} databaseUrl */
function runFromSources(settings, databaseUrl) {
  const watcher = spawn(inRoot("node_modules/.bin/tsx"), ["watch", "--clear-screen=false", "src/main.ts"], {
    cwd: inRoot("apps/server"),
    env: { ...process.env, ...serverEnvironment(settings, databaseUrl), NODE_ENV: "development" },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  const ended = new Promise((resolve) => watcher.once("exit", resolve));
  void ended.then(() => life.end(1));
  life.atEnd(async () => {
    signalGroup(watcher.pid, "SIGTERM");
    const killer = setTimeout(() => signalGroup(watcher.pid, "SIGKILL"), KILL_AFTER_MS);
    await ended;
    clearTimeout(killer);
  });
}

/** @param {number | undefined} group @param {NodeJS.Signals} signal */
function signalGroup(group, signal) {
  try {
    if (group) process.kill(-group, signal);
  } catch {
    // It has ended by itself.
  }
}
