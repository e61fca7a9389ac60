import { createServer } from "node:net";
import { resolve } from "node:path";
import { codeOf, Failure } from "../lib/failure.mjs";
import { inRoot } from "../lib/project.mjs";

/**
 * @typedef {object} Settings
 * @property {string} host address to listen on
 * @property {number} port 0: any that is free
 * @property {boolean} loopback nobody but this computer can reach `host`
 * @property {string} dataDir absolute; holds the embedded database, the secrets and the log
 * @property {string | undefined} databaseUrl a PostgreSQL of one's own instead of the embedded one
 * @property {boolean} demo fill an empty database with the demo
 */

/**
 * What the environment asks for. Relative folders are meant from where the command was typed.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 */
export function readSettings(env) {
  const host = env.HOST || "127.0.0.1";
  const loopback = host === "localhost" || host === "::1" || /^127(\.\d+){3}$/.test(host);
  const from = env.INIT_CWD || process.cwd();
  return {
    host,
    loopback,
    port: readPort(env.PORT || "3000"),
    dataDir: env.DATA_DIR ? resolve(from, env.DATA_DIR) : inRoot(".data"),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL || undefined),
    demo: readDemo(env.DEMO || "") && loopback,
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

/** @param {string} text */
function readDemo(text) {
  const word = text.toLowerCase();
  if (["off", "no", "false", "0"].includes(word)) return false;
  if (["", "on", "yes", "true", "1"].includes(word)) return true;
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
    probe.once("error", (error) => refused(new Failure(explainPort(error, host, port))));
    probe.listen({ host, port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" && address ? address.port : port));
    });
  });
}

/** @param {Error} error @param {string} host @param {number} port */
function explainPort(error, host, port) {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`;
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
