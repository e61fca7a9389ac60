import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { binariesFor } from "./binaries";
import { type ClusterHome, findClusterHome, makeClusterHome } from "./cluster-home";
import { stopWhenThisProcessEnds } from "./guard";
import { dataFolder, initCluster, readPassword } from "./init-cluster";
import { withLock } from "./lock";
import { findPostmaster, type Postmaster } from "./postmaster";
import { isAlive, processMark } from "./processes";
import { findReadyServer, startServer, stopServer } from "./server";

export interface EmbeddedPostgresOptions {
  /** The folder that the data lives in, or at least a note about where; made if it is missing. */
  readonly dataDir: string;
  /** The database that `url` names; it need not exist. Default `tutor_times`. */
  readonly database?: string;
  /** Taken if it is free; else the port of the last start, else any that is free. */
  readonly port?: number;
  /**
   * `process` (default): the server stops when the process that started it ends, even by SIGKILL.
   * `detached`: it runs until `stopEmbeddedPostgres`.
   */
  readonly lifetime?: "process" | "detached";
  /** Only for tests: faster, loses data in a crash of the machine, and all of `dataDir` is removed at the end. */
  readonly throwAway?: boolean;
}

export interface EmbeddedPostgres {
  /** `postgres://postgres:PASSWORD@127.0.0.1:PORT/DATABASE` */
  readonly url: string;
  readonly port: number;
  /** It ran before this call: another process started it. */
  readonly alreadyRunning: boolean;
  /** Where the data really lies: in `dataDir`, but for root it may be a folder under /var/lib. */
  readonly folder: string;
  /** Stops the server and returns when it is gone. Does nothing if another process answers for the server. */
  stop(): Promise<void>;
}

/**
 * The PostgreSQL that comes with the project, running: started on `dataDir` (and the data created) unless it runs.
 * Any number of processes may call this at once, under the same system account. Throws EmbeddedPostgresError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const home = makeClusterHome(dataDir);
  return withLock(home.folder, async () => {
    const running = await findReadyServer(home);
    const postmaster = running ?? (await createAndStart(home, options));
    const remove = options.throwAway ? [home.folder, dataDir] : [];
    const release = answerFor(home, postmaster, running !== undefined, remove, options.lifetime);
    return {
      url: urlOf(home, postmaster, options.database),
      port: postmaster.port,
      alreadyRunning: running !== undefined,
      folder: home.folder,
      async stop() {
        if (!release) return;
        await withLock(home.folder, () => stopServer(home));
        release();
        for (const folder of remove) rmSync(folder, { recursive: true, force: true });
      },
    };
  });
}

/** Stops the server of `dataDir`, whoever started it; returns when it is gone. Does nothing if none runs. */
export async function stopEmbeddedPostgres(options: { dataDir: string }): Promise<void> {
  const home = findClusterHome(resolve(options.dataDir));
  if (home) await withLock(home.folder, () => stopServer(home));
}

export type EmbeddedPostgresStatus =
  | { readonly state: "absent" }
  | { readonly state: "stopped"; readonly folder: string }
  | { readonly state: "running"; readonly folder: string; readonly pid: number; readonly port: number; readonly url: string };

/** How things stand with `dataDir` at this moment; changes nothing. */
export function embeddedPostgresStatus(options: { dataDir: string; database?: string }): EmbeddedPostgresStatus {
  const home = findClusterHome(resolve(options.dataDir));
  if (!home || !existsSync(dataFolder(home))) return { state: "absent" };
  const postmaster = findPostmaster(dataFolder(home));
  if (!postmaster) return { state: "stopped", folder: home.folder };
  return { state: "running", folder: home.folder, ...postmaster, url: urlOf(home, postmaster, options.database) };
}

async function createAndStart(home: ClusterHome, options: EmbeddedPostgresOptions): Promise<Postmaster> {
  const binaries = binariesFor(home.account);
  const durable = !options.throwAway;
  await initCluster(home, binaries, durable);
  return startServer(home, binaries, { durable, port: options.port });
}

/**
 * Makes this process answer for the server, unless another living one does or the server is to outlive them all.
 * Returns what ends that, or undefined if it is not up to this process.
 */
function answerFor(
  home: ClusterHome,
  postmaster: Postmaster,
  ranBefore: boolean,
  remove: readonly string[],
  lifetime: EmbeddedPostgresOptions["lifetime"],
): (() => void) | undefined {
  const path = join(home.folder, "owner");
  const owner = ranBefore && existsSync(path) ? readFileSync(path, "utf8") : undefined;
  const orphaned = owner !== undefined && owner !== DETACHED && !isAlive(owner);
  if (ranBefore && !orphaned) return undefined;
  // That of a server which died under this process: nobody needs it any more.
  guards.get(home.folder)?.();
  // Removed first: it may be another user's file in a folder that both may write to.
  rmSync(path, { force: true });
  writeFileSync(path, lifetime === "detached" ? DETACHED : processMark(process.pid));
  if (lifetime === "detached") return () => {};
  const release = stopWhenThisProcessEnds(postmaster.pid, dataFolder(home), remove);
  guards.set(home.folder, release);
  return () => {
    release();
    if (guards.get(home.folder) === release) guards.delete(home.folder);
  };
}

/** What calls off the guard of each server that this process answers for, by the folder of its cluster. */
const guards = new Map<string, () => void>();

const DETACHED = "detached";

function urlOf(home: ClusterHome, postmaster: Postmaster, database = "tutor_times"): string {
  return `postgres://postgres:${readPassword(home)}@127.0.0.1:${postmaster.port}/${database}`;
}
