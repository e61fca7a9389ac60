import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { endWithThisProcess } from "../lib/guard.mjs";

const DEBIANS = "/usr/lib/postgresql";
const OLDEST_MAJOR = 14;

/**
 * The oldest PostgreSQL of this machine that is still supported, where Debian's packages put them.
 * @returns {{ major: number, bin: string } | undefined}
 */
export function findOlderPostgres() {
  if (!existsSync(DEBIANS)) return undefined;
  const majors = readdirSync(DEBIANS)
    .map(Number)
    .toSorted((a, b) => a - b);
  const major = majors.find((found) => found >= OLDEST_MAJOR && existsSync(join(DEBIANS, String(found), "bin/initdb")));
  return major === undefined ? undefined : { major, bin: join(DEBIANS, String(major), "bin") };
}

/**
 * Does `work` with the address of a throw-away server of that version.
 * @template Result
 * @param {string} bin @param {(url: string) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withOlderPostgres(bin, work) {
  const account = accountForPostgres();
  const data = mkdtempSync(join(process.env.TMPDIR ?? "/tmp", "older-postgres-"));
  if (account) chownSync(data, account.uid, account.gid);
  const options = { ...account, cwd: "/" };
  const made = spawnSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    options,
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr.toString()}`);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=200"].flatMap(
    (text) => ["-c", text],
  );
  const server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings], {
    ...options,
    stdio: "ignore",
    detached: true,
  });
  const release = server.pid ? endWithThisProcess(server.pid) : () => {};
  const ended = once(server, "exit");
  try {
    const isReady = () => spawnSync(join(bin, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(port)]).status === 0;
    for (let tries = 0; !isReady(); tries++) {
      if (tries > 300 || server.exitCode !== null) throw new Error("The older PostgreSQL does not start.");
      await wait(100);
    }
    return await work(`postgres://postgres@127.0.0.1:${port}/postgres`);
  } finally {
    server.kill("SIGINT");
    await ended;
    release();
  }
}

/** PostgreSQL refuses to run as root. */
function accountForPostgres() {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = statSync("/var/lib/postgresql");
  return { uid, gid };
}

/** @returns {Promise<number>} */
async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}
