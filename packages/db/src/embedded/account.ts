import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { EmbeddedPostgresError } from "./error";

/** The system account under which PostgreSQL runs; undefined: the one this process runs under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root's runs as `postgres` where the system has that account, else as `nobody`;
 * a cluster that exists runs as its owner. Everybody else's runs as they are.
 */
export function serverAccount(existingData?: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existingData) {
    const { uid, gid } = statSync(existingData);
    if (uid !== 0) return { uid, gid };
  }
  for (const name of ["postgres", "nobody"]) {
    const uid = idOf("-u", name);
    const gid = idOf("-g", name);
    if (uid && gid) return { uid, gid };
  }
  throw new EmbeddedPostgresError(
    "PostgreSQL does not run as root, and this system has neither an account postgres nor nobody: run this as an ordinary user or set DATABASE_URL.",
  );
}

function idOf(flag: "-u" | "-g", name: string): number | undefined {
  const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : undefined;
}

/** Whether `account` can enter `folder`, which depends on all folders above it, too. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

/** Whether `account` can run `program`, which depends on all folders above it, too. */
export function canRun(account: Account | undefined, program: string): boolean {
  const probe = spawnSync("/bin/sh", ["-c", 'test -x "$1" && test -r "$1"', "sh", program], {
    ...account,
    cwd: "/",
    stdio: "ignore",
  });
  return probe.status === 0;
}
