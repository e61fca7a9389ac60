import { randomUUID } from "node:crypto";
import { existsSync, openSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { MEMORY } from "../lib/memory.mjs";
import { Failure } from "../lib/failure.mjs";
import { inRoot } from "../lib/project.mjs";
import { addressOf, askHealth } from "./address.mjs";
import { installationSecret } from "./data-folder.mjs";
import { keepProcess } from "./kept-process.mjs";

const STOP_PATIENCE_MS = 3000;
const START_PATIENCE_MS = 60_000;

/**
 * Serves until `life` ends, or ends it when the server dies. Resolves to the address once the server itself, and not
 * another program on the same port, says that it is ready.
 * @param {ReturnType<typeof import("./life.mjs").beginLife>} life
 * @param {import("./settings.mjs").Settings} settings @param {string} databaseUrl
 * @returns {Promise<string>}
 */
export async function serve(life, settings, databaseUrl) {
  const instance = randomUUID();
  const address = addressOf(settings);
  const log = join(settings.dataDir, "app.log");
  const env = { ...serverEnvironment(settings, databaseUrl), ...MEMORY, NODE_ENV: "production", INSTANCE_ID: instance };
  const server = keepProcess(inRoot("apps/server/dist/main.js"), [], env, openLog(log));
  life.atEnd(() => server.stop(STOP_PATIENCE_MS));
  const died = server.ended.then((code) => {
    if (life.signal.aborted) return;
    throw new Failure(`The server has ended (${code}). Its last words are above, the rest is in ${log}.`, lastWords(log));
  });
  await Promise.race([died, untilHealthy(address, instance, life.signal)]);
  died.catch((error) => {
    console.error(`${error.details}\n\n${error.message}`);
    return life.end(1);
  });
  return address;
}

/**
 * What the server reads from its environment.
 * @param {import("./settings.mjs").Settings} settings @param {string} databaseUrl
 */
export function serverEnvironment(settings, databaseUrl) {
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    HOST: settings.host,
    PORT: String(settings.port),
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: process.env.PUBLIC_URL || process.env.NEXTAUTH_URL || addressOf(settings),
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || installationSecret(settings.dataDir, "session-secret"),
  };
}

/** @param {string} address @param {string} instance @param {AbortSignal} signal */
async function untilHealthy(address, instance, signal) {
  const deadline = Date.now() + START_PATIENCE_MS;
  while (!signal.aborted) {
    const answer = await askHealth(address);
    if (answer?.instance === instance && answer.status === "ok") return;
    if (Date.now() > deadline) throw new Failure(`The server does not answer at ${address} within a minute.`);
    await wait(50);
  }
}

/** The log of the start before this one is kept beside it. @param {string} path */
function openLog(path) {
  if (existsSync(path)) renameSync(path, `${path}.1`);
  return openSync(path, "a", 0o600);
}

/** @param {string} log */
const lastWords = (log) => readFileSync(log, "utf8").trimEnd().split("\n").slice(-15).join("\n");
