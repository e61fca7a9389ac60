import { createServer } from "node:net";
import { resolve } from "node:path";
import { codeOf, Failure } from "../lib/failure.mjs";
import { inRoot } from "../lib/project.mjs";
import { addressOf, isTutorTimes } from "./address.mjs";

/**
 * @typedef {object} Settings
 * @property {string} host address to listen on
 * @property {number} port 0: any that is free
 * @property {string | undefined} openTo the setting by which others than this computer's users reach it: `HOST=0.0.0.0`
 * @property {string} dataDir absolute; holds the embedded database, the secrets and the log
 * @property {string | undefined} databaseUrl a PostgreSQL of one's own instead of the embedded one
 * @property {boolean} demo fill an empty database with the demo, and show it
 */

/**
 * What the environment asks for. Relative folders are meant from where the command was typed.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 */
export function readSettings(env) {
  const host = env.HOST || "127.0.0.1";
  const openTo = whatOpens(host, env.PUBLIC_URL || undefined);
  const from = env.INIT_CWD || process.cwd();
  return {
    host,
    openTo,
    port: readPort(env.PORT || "3000"),
    dataDir: env.DATA_DIR ? resolve(from, env.DATA_DIR) : inRoot(".data"),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL || undefined),
    demo: readDemo(env.DEMO || "") ?? openTo === undefined,
  };
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Failure(`PORT is "${text}", and must be a number from 0 (any free port) to 65535.`);
}

/** @param {string | undefined} text */
function readDatabaseUrl(text) {
  if (text === undefined || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text))) return text;
  throw new Failure("DATABASE_URL must look like postgres://user:password@host:5432/database.");
}

/** @param {string} host @param {string | undefined} publicUrl @returns {string | undefined} */
function whatOpens(host, publicUrl) {
  if (!isOwn(host)) return `HOST=${host}`;
  if (publicUrl === undefined) return undefined;
  if (!/^https?:\/\//.test(publicUrl) || !URL.canParse(publicUrl)) {
    throw new Failure(`PUBLIC_URL is "${publicUrl}", and must be an address such as https://times.example.edu.`);
  }
  return isOwn(new URL(publicUrl).hostname) ? undefined : `PUBLIC_URL=${publicUrl}`;
}

/** Whether nobody but this computer can reach `host`. @param {string} host */
const isOwn = (host) => ["localhost", "::1", "[::1]"].includes(host) || /^127(\.\d+){3}$/.test(host);

/** Undefined: not said. @param {string} text @returns {boolean | undefined} */
function readDemo(text) {
  const word = text.toLowerCase();
  if (word === "") return undefined;
  if (["off", "no", "false", "0"].includes(word)) return false;
  if (["on", "yes", "true", "1"].includes(word)) return true;
  throw new Failure(`DEMO is "${text}", and must be "on" or "off".`);
}

/**
 * Finds out before anything else whether the address can be listened on; resolves to the port.
 * @param {Settings} settings
 * @returns {Promise<number>}
 */
export function claimPort({ host, port }) {
  return new Promise((found, refused) => {
    const probe = createServer();
    probe.once("error", (error) => void explainPort(error, host, port).then((text) => refused(new Failure(text))));
    probe.listen({ host, port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" && address ? address.port : port));
    });
  });
}

/** @param {Error} error @param {string} host @param {number} port */
async function explainPort(error, host, port) {
  const another = port < 65_535 ? port + 1 : 3000;
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return (await isTutorTimes(addressOf({ host, port })))
        ? `Another Tutor Times, with other data, runs at ${addressOf({ host, port })}. Stop it, or choose another port: PORT=${another} npm start`
        : `Port ${port} of ${host} is taken by another program. Stop it, or choose another port: PORT=${another} npm start`;
    case "EACCES":
      return `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `HOST is "${host}", which is no address of this computer. Use 127.0.0.1, or 0.0.0.0 for all its addresses.`;
    default:
      return `Nothing can listen on port ${port} of ${host}: ${error.message}`;
  }
}
