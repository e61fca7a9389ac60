import { spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { ClusterHome } from "./cluster-home";
import { EmbeddedPostgresError, hasCode, reasonOf } from "./error";
import { dataFolder, readPassword, serverEnvironment } from "./init-cluster";
import { findFreePort } from "./ports";
import { disarmStalePidFile, findPostmaster, lastPort, type Postmaster } from "./postmaster";

const START_PATIENCE_MS = 60_000;
/** Replaying what a crash left over may take long, and is told apart from hanging. */
const RECOVERY_PATIENCE_MS = 600_000;
const STOP_PATIENCE_MS = 30_000;
const LOG_LIMIT_BYTES = 5_000_000;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  // Of the 300 MB that an idle site may take; what does not fit is still in the system's cache.
  shared_buffers: "64MB",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  jit: "off",
};

/** For data that may be lost: a cluster of tests. */
const THROW_AWAY_SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

export interface StartOptions {
  readonly durable: boolean;
  /** Taken if it is free; else the one of the last start, else any. */
  readonly port?: number | undefined;
}

/** The server of `home` once it answers; undefined if none runs. Throws if it runs and does not answer. */
export async function findReadyServer(home: ClusterHome): Promise<Postmaster | undefined> {
  const began = Date.now();
  for (;;) {
    const postmaster = findPostmaster(dataFolder(home));
    if (!postmaster) return undefined;
    const answer = await askServer(home, postmaster.port);
    if (answer === "ready") return postmaster;
    if (Date.now() - began > (answer === "busy" ? RECOVERY_PATIENCE_MS : START_PATIENCE_MS)) {
      throw new EmbeddedPostgresError(
        `The embedded database (process ${postmaster.pid}) runs but does not answer: ${lastComplaint(home)}`,
      );
    }
    await wait(20);
  }
}

/** Starts the server of `home` and waits until it answers. Call it with the lock held. */
export async function startServer(home: ClusterHome, binaries: string, options: StartOptions): Promise<Postmaster> {
  const data = dataFolder(home);
  const began = Date.now();
  let preferred = options.port ?? lastPort(data);
  for (;;) {
    disarmStalePidFile(data);
    const logBefore = rotateLog(home);
    const port = await findFreePort(preferred);
    const exited = spawnServer(home, join(binaries, "postgres"), port, options.durable);
    const ready = await untilReady(home, exited);
    if (ready) return ready;
    const said = readLog(home).slice(logBefore);
    // Both pass: somebody was faster with the port; processes of a server that was killed are still on their way out.
    const passes = /could not bind|shared memory block .* is still in use/.test(said) && Date.now() - began < START_PATIENCE_MS;
    if (!passes)
      throw new EmbeddedPostgresError(`The embedded database in ${home.folder} does not start: ${lastComplaint(home)}`);
    preferred = undefined;
    await wait(100);
  }
}

/** Stops the server of `home` after what it is doing now is rolled back; returns when it is gone. */
export async function stopServer(home: ClusterHome): Promise<void> {
  const data = dataFolder(home);
  const postmaster = findPostmaster(data);
  if (!postmaster) return;
  const began = Date.now();
  let signal: NodeJS.Signals = "SIGINT";
  sendSignal(postmaster.pid, signal);
  while (findPostmaster(data)?.pid === postmaster.pid) {
    await wait(10);
    if (signal === "SIGINT" && Date.now() - began > STOP_PATIENCE_MS) {
      signal = "SIGQUIT";
      sendSignal(postmaster.pid, signal);
    }
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!hasCode(error, "ESRCH")) throw new EmbeddedPostgresError(`The embedded database cannot be stopped: ${reasonOf(error)}`);
  }
}

/**
 * Detached, so that Ctrl-C in a terminal reaches only the process that decides what to stop. No pg_ctl: it would hand
 * our paths to a shell.
 */
function spawnServer(home: ClusterHome, postgres: string, port: number, durable: boolean): Promise<void> {
  const settings = { ...SETTINGS, ...(durable ? {} : THROW_AWAY_SETTINGS) };
  const given = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logPath(home), "a", 0o600);
  const child = spawn(postgres, ["-D", dataFolder(home), "-p", String(port), ...given], {
    ...home.account,
    cwd: "/",
    env: serverEnvironment(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
}

async function untilReady(home: ClusterHome, exited: Promise<void>): Promise<Postmaster | undefined> {
  let gone = false;
  void exited.then(() => (gone = true));
  while (!gone) {
    const ready = await findReadyServer(home);
    if (ready) return ready;
    await wait(10);
  }
  return undefined;
}

async function askServer(home: ClusterHome, port: number): Promise<"ready" | "busy" | "silent"> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password: readPassword(home),
    database: "postgres",
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return "ready";
  } catch (error) {
    // 57P03: starting up, recovering or shutting down.
    if (hasCode(error, "57P03")) return "busy";
    if (hasCode(error, "28P01"))
      throw new EmbeddedPostgresError(`The embedded database in ${home.folder} refuses its own password.`);
    return "silent";
  }
}

function logPath(home: ClusterHome): string {
  return join(home.folder, "server.log");
}

function readLog(home: ClusterHome): string {
  return existsSync(logPath(home)) ? readFileSync(logPath(home), "utf8") : "";
}

/** Returns how long the log is now. */
function rotateLog(home: ClusterHome): number {
  const path = logPath(home);
  if (existsSync(path) && statSync(path).size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  closeSync(openSync(path, "a", 0o600));
  if (home.account) chownSync(path, home.account.uid, home.account.gid);
  return readLog(home).length;
}

function lastComplaint(home: ClusterHome): string {
  const complaint = readLog(home)
    .split("\n")
    .findLast((line) => /(FATAL|PANIC|ERROR|could not|cannot|error while loading)/.test(line));
  return `${complaint?.replace(/^.*?(FATAL|PANIC|ERROR): +/, "") ?? "it said nothing"} (see ${logPath(home)})`;
}
