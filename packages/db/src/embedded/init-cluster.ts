import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ClusterHome } from "./cluster-home";
import { EmbeddedPostgresError, hasCode, reasonOf } from "./error";

const PASSWORD_FILE = "tutor-times.password";

/** PostgreSQL's data folder within `home`. */
export function dataFolder(home: ClusterHome): string {
  return join(home.folder, "data");
}

/** The password of the user `postgres`, made at random with the cluster and kept in its folder. */
export function readPassword(home: ClusterHome): string {
  const path = join(dataFolder(home), PASSWORD_FILE);
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw new EmbeddedPostgresError(`The password of the embedded database cannot be read from ${path}: ${reasonOf(error)}`);
  }
}

/** Makes the cluster if there is none. Call it with the lock held; one that was interrupted is begun again. */
export async function initCluster(home: ClusterHome, binaries: string, durable: boolean): Promise<void> {
  const data = dataFolder(home);
  if (existsSync(join(data, "PG_VERSION"))) return;
  const draft = join(home.folder, "data.draft");
  const passwordFile = join(home.folder, "password.draft");
  try {
    rmSync(draft, { recursive: true, force: true });
    writePassword(passwordFile, home);
    await runInitdb(join(binaries, "initdb"), home, [
      `--pwfile=${passwordFile}`,
      `--pgdata=${draft}`,
      ...(durable ? [] : ["--no-sync"]),
    ]);
    renameSync(passwordFile, join(draft, PASSWORD_FILE));
    renameSync(draft, data);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw new EmbeddedPostgresError(`The embedded database cannot be created in ${home.folder}: ${firstComplaint(error)}`);
  }
}

function writePassword(path: string, home: ClusterHome): void {
  rmSync(path, { force: true });
  writeFileSync(path, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
  if (home.account) chownSync(path, home.account.uid, home.account.gid);
}

async function runInitdb(initdb: string, home: ClusterHome, places: string[]): Promise<void> {
  const settings = ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-instructions"];
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  await promisify(execFile)(initdb, [...settings, ...locale, ...places], { ...home.account, cwd: "/", env: serverEnvironment() });
}

/** What PostgreSQL's programs see of the environment: none of the caller's PG… variables, no locale of theirs. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  // NODE_ENV means nothing to PostgreSQL; the types of Next.js, where they are in sight, ask for it.
  return { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" };
}

/** initdb says what went wrong in a line of its own; the rest is advice. */
function firstComplaint(error: unknown): string {
  if (hasCode(error, "ENOENT")) return "its programs do not run on this system (they need Linux with glibc, or macOS)";
  const said = error instanceof Error && "stderr" in error && typeof error.stderr === "string" ? error.stderr : "";
  const complaint = said.split("\n").find((line) => /error|fatal/i.test(line));
  return complaint?.replace(/^initdb: error: /, "") ?? reasonOf(error);
}
