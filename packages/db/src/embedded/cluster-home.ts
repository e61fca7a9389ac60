import { randomUUID } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Account, canEnter, serverAccount } from "./account";
import { EmbeddedPostgresError, hasCode, reasonOf } from "./error";

/** Where root's clusters lie whose data folder the server's account cannot enter. */
const ROOT_CLUSTERS = "/var/lib/tutor-times";
const NOTE = "where-the-database-is.json";

/** A cluster's own folder, mode 700: `data` (PostgreSQL's), `server.log`, lock files. */
export interface ClusterHome {
  readonly folder: string;
  readonly account: Account | undefined;
}

/**
 * The folder of the cluster that belongs to `dataDir`: `pg` in it. If this is root, and the account that PostgreSQL
 * then runs under cannot enter `dataDir`, it is a folder of its own under /var/lib, and a note in `dataDir` says which.
 * Undefined: there is none yet.
 */
export function findClusterHome(dataDir: string): ClusterHome | undefined {
  const inside = join(dataDir, "pg");
  if (existsSync(inside)) return { folder: inside, account: serverAccount(inside) };
  const noted = findNotedCluster(dataDir);
  return noted !== undefined && existsSync(noted) ? { folder: noted, account: serverAccount(noted) } : undefined;
}

/** The same, made if there is none. Safe to call from several processes at once. */
export function makeClusterHome(dataDir: string): ClusterHome {
  try {
    const account = serverAccount();
    const made = mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (made !== undefined && account) chmodSync(dataDir, 0o711);
    const home = findClusterHome(dataDir) ?? createHome(dataDir, account);
    // Again each time: the first one may have been interrupted between two steps.
    return { ...home, folder: makeFolder(home.folder, home.account) };
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(`The data folder ${dataDir} cannot be used: ${reasonOf(error)}`);
  }
}

function createHome(dataDir: string, account: Account | undefined): ClusterHome {
  if (canEnter(account, dataDir)) return { folder: join(dataDir, "pg"), account };
  mkdirSync(ROOT_CLUSTERS, { recursive: true });
  chmodSync(ROOT_CLUSTERS, 0o755);
  const note: Note = { dataDir: realpathSync(dataDir), cluster: join(ROOT_CLUSTERS, randomUUID()) };
  const draft = join(dataDir, `${NOTE}.${process.pid}`);
  writeFileSync(draft, JSON.stringify(note), { mode: 0o600 });
  try {
    // Whole or not at all; and whoever is first decides, the others take that one.
    linkSync(draft, join(dataDir, NOTE));
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return { folder: readNote(dataDir)?.cluster ?? note.cluster, account };
}

function makeFolder(folder: string, account: Account | undefined): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account && statSync(folder).uid === 0) chownSync(folder, account.uid, account.gid);
  return folder;
}

interface Note {
  /** The data folder it was written for. */
  readonly dataDir: string;
  readonly cluster: string;
}

/** A note that came along with a copy of the data folder does not count: two clusters must not become one. */
function findNotedCluster(dataDir: string): string | undefined {
  const note = readNote(dataDir);
  if (!note) return undefined;
  const isCopy = note.dataDir !== realpathSync(dataDir) && readNote(note.dataDir)?.cluster === note.cluster;
  if (isCopy) rmSync(join(dataDir, NOTE), { force: true });
  return isCopy ? undefined : note.cluster;
}

function readNote(dataDir: string): Note | undefined {
  const path = join(dataDir, NOTE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Note) : undefined;
}
