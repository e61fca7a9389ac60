import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { Failure } from "../lib/failure.mjs";
import { inRoot } from "../lib/project.mjs";
import { refuseExposedDemo } from "./exposed-demo.mjs";
import { keepProcess } from "./kept-process.mjs";

const cli = inRoot("apps/cli/dist/main.js");
const STOP_PATIENCE_MS = 1500;

/**
 * @typedef {object} Prepared
 * @property {number} admins how many people can sign in as an admin
 * @property {{ username: string, role: string }[]} demoAccounts
 * @property {string | null} demoPassword
 */

/**
 * The database that is to be used, running, with this version's schema, and with the demo where that is wanted.
 * @param {ReturnType<typeof import("./life.mjs").beginLife>} life
 * @param {import("../lib/progress.mjs").Progress} progress
 * @param {import("./settings.mjs").Settings} settings
 */
export async function readyDatabase(life, progress, settings) {
  const { databaseUrl, dataDir, demo } = settings;
  const url = databaseUrl ?? (await progress.step("Start PostgreSQL", () => startDatabase(life, progress, dataDir)));
  const prepared = await prepareDatabase(progress, life, { url, dataDir, demo });
  refuseExposedDemo(settings, prepared);
  return { url, prepared };
}

/**
 * Starts the embedded PostgreSQL for as long as `life` lasts; resolves to its address. What its keeper has to say later
 * is shown as it comes. `life` ends if the keeper dies.
 * @param {ReturnType<typeof import("./life.mjs").beginLife>} life @param {import("../lib/progress.mjs").Progress} progress @param {string} dataDir
 * @returns {Promise<string>}
 */
async function startDatabase(life, progress, dataDir) {
  const keeper = keepProcess(cli, ["start-database", "--json"], { DATA_DIR: dataDir }, "pipe");
  life.atEnd(() => keeper.stop(STOP_PATIENCE_MS));
  const complaint = collect(keeper.errors);
  for await (const line of linesOf(keeper.output)) {
    keeper.errors?.on("data", (text) => progress.say(String(text).trimEnd()));
    void keeper.ended.then(() => {
      if (!life.signal.aborted) console.error("The embedded database has ended for good, and with it everything. Start again.");
      return life.end(1);
    });
    return JSON.parse(line).url;
  }
  throw new Failure((await complaint()) || "The embedded database could not be started.");
}

/**
 * Brings the database at `url` to this version's schema and fills it with the demo if it is empty and that is wanted.
 * @param {import("../lib/progress.mjs").Progress} progress
 * @param {ReturnType<typeof import("./life.mjs").beginLife>} life
 * @param {{ url: string, dataDir: string, demo: boolean }} options
 * @returns {Promise<Prepared>}
 */
async function prepareDatabase(progress, life, { url, dataDir, demo }) {
  const args = ["prepare", ...(demo ? ["--demo"] : [])];
  const child = keepProcess(cli, args, { DATABASE_URL: url, DATA_DIR: dataDir }, "pipe");
  life.atEnd(() => child.stop(STOP_PATIENCE_MS));
  const complaint = collect(child.errors);
  /** @type {Prepared | undefined} */
  let prepared;
  let endStep = (/** @type {boolean} */ _ok) => {};
  for await (const line of linesOf(child.output)) {
    const { step, ready } = JSON.parse(line);
    endStep(true);
    endStep = step ? begin(progress, step) : () => {};
    prepared = ready ?? prepared;
  }
  const code = await child.ended;
  endStep(code === 0);
  if (code === 0 && prepared) return prepared;
  throw new Failure((await complaint()) || `The database could not be prepared (${code}).`);
}

/** Shows a step whose end is told from outside. @param {import("../lib/progress.mjs").Progress} progress @param {string} title */
function begin(progress, title) {
  let settle = (/** @type {boolean} */ _ok) => {};
  const done = new Promise((resolve, reject) => {
    settle = (ok) => (ok ? resolve(undefined) : reject(new Error(title)));
  });
  progress.step(title, () => done).catch(() => {});
  return settle;
}

/** @param {import("node:stream").Readable | null} stream */
function linesOf(stream) {
  if (stream === null) throw new Error("The output of this process is no stream");
  return createInterface({ input: stream });
}

/** @param {import("node:stream").Readable | null} stream @returns {() => Promise<string>} all that it said, once it has ended */
function collect(stream) {
  let text = "";
  stream?.setEncoding("utf8").on("data", (piece) => {
    text += piece;
  });
  return async () => {
    if (stream !== null) await finished(stream).catch(() => {});
    return text.trim();
  };
}
