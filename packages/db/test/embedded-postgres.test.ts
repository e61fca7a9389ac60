import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canEnter, canRun, serverAccount } from "../src/embedded/account";
import { embeddedPostgresStatus, startEmbeddedPostgres, stopEmbeddedPostgres } from "../src/embedded/embedded-postgres";
import { projectFolder } from "../src/locate";
import { startElsewhere } from "./children/start-child";

const isRoot = process.getuid?.() === 0;
const nobody = serverAccount();
const othersCanRunThis = canEnter(nobody, projectFolder()) && canRun(nobody, process.execPath);

let temporary: string;
let dataDir: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "tutor-times-launcher-"));
  chmodSync(temporary, 0o711);
  dataDir = join(temporary, "data");
});
afterEach(async () => {
  const status = embeddedPostgresStatus({ dataDir });
  await stopEmbeddedPostgres({ dataDir });
  if (status.state !== "absent") rmSync(status.folder, { recursive: true, force: true });
  rmSync(temporary, { recursive: true, force: true });
});

async function query(port: number, sql: string): Promise<pg.QueryResult["rows"]> {
  const status = embeddedPostgresStatus({ dataDir, database: "postgres" });
  if (status.state !== "running") throw new Error("It does not run.");
  expect(status.port).toBe(port);
  const client = new pg.Client(status.url);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The shells that would stop the server of `dataDir`. */
function guardsOf(): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "args"], { encoding: "utf8" });
  return stdout.split("\n").filter((command) => command.includes("tutor-times-guard") && command.includes(dataDir));
}

function runningPid(): number {
  const status = embeddedPostgresStatus({ dataDir });
  if (status.state !== "running") throw new Error("It does not run.");
  return status.pid;
}

test("data and port stay from one start to the next", async () => {
  expect(embeddedPostgresStatus({ dataDir })).toEqual({ state: "absent" });
  const first = await startEmbeddedPostgres({ dataDir });
  expect(first.alreadyRunning).toBe(false);
  expect(first.url).toMatch(/^postgres:\/\/postgres:[0-9a-f]{48}@127\.0\.0\.1:\d+\/tutor_times$/);
  await query(first.port, "CREATE TABLE kept AS SELECT 1 AS one");
  await first.stop();
  expect(embeddedPostgresStatus({ dataDir })).toEqual({ state: "stopped", folder: first.folder });

  const second = await startEmbeddedPostgres({ dataDir });
  expect(second.url).toBe(first.url);
  expect(await query(second.port, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
  await second.stop();
});

test("what is committed is on the disk: fsync and synchronous_commit are on", async () => {
  const { port } = await startEmbeddedPostgres({ dataDir });
  const settings = await query(
    port,
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') ORDER BY name",
  );
  expect(settings).toEqual([
    { name: "fsync", setting: "on" },
    { name: "synchronous_commit", setting: "on" },
  ]);
});

test("a path with a space, a quote and an umlaut will do", async () => {
  dataDir = join(temporary, "Über $den 'Daten\"");
  const { port } = await startEmbeddedPostgres({ dataDir });
  expect(await query(port, "SELECT 'ü' AS letter")).toEqual([{ letter: "ü" }]);
});

test("another process finds it running and leaves it running", async () => {
  const here = await startEmbeddedPostgres({ dataDir });
  const there = await startElsewhere({ dataDir });
  expect(there).toMatchObject({ alreadyRunning: true, url: here.url });
  await there.end("after stopping");
  expect(await query(here.port, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("processes that start it at once get one server", async () => {
  const started = await Promise.all(Array.from({ length: 4 }, () => startElsewhere({ dataDir })));
  expect(new Set(started.map(({ url }) => url)).size).toBe(1);
  expect(started.filter(({ alreadyRunning }) => !alreadyRunning)).toHaveLength(1);
  await Promise.all(started.map((process) => process.end("without stopping")));
});

test.each(["without stopping", "by SIGKILL"] as const)("it stops when the process that started it ends %s", async (how) => {
  const there = await startElsewhere({ dataDir });
  expect(embeddedPostgresStatus({ dataDir }).state).toBe("running");
  await there.end(how);
  await expect.poll(() => embeddedPostgresStatus({ dataDir }).state, { timeout: 10_000 }).toBe("stopped");
});

test("a start right after its owner was killed waits for the old server to end", async () => {
  const there = await startElsewhere({ dataDir });
  await there.end("by SIGKILL");
  const here = await startEmbeddedPostgres({ dataDir });
  expect(await query(here.port, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a detached one outlives its starter", async () => {
  const there = await startElsewhere({ dataDir, lifetime: "detached" });
  await there.end("without stopping");
  const here = await startEmbeddedPostgres({ dataDir });
  expect(here.alreadyRunning).toBe(true);
  await here.stop();
  expect(await query(here.port, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a busy port is passed over", async () => {
  const busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
  const address = busy.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const started = await startEmbeddedPostgres({ dataDir, port });
  expect(started.port).not.toBe(port);
  busy.close();
});

test("a throw-away one leaves nothing behind, stopped or killed", async () => {
  const stopped = await startEmbeddedPostgres({ dataDir, throwAway: true });
  await stopped.stop();
  expect(existsSync(dataDir)).toBe(false);

  const killed = await startElsewhere({ dataDir, throwAway: true });
  await killed.end("by SIGKILL");
  await expect.poll(() => existsSync(dataDir), { timeout: 10_000 }).toBe(false);
});

describe("after a crash", () => {
  test("of the server it starts again with all that was committed", async () => {
    const before = await startEmbeddedPostgres({ dataDir });
    await query(before.port, "CREATE TABLE kept AS SELECT 1 AS one");
    process.kill(runningPid(), "SIGKILL");
    await expect.poll(() => embeddedPostgresStatus({ dataDir }).state, { timeout: 10_000 }).toBe("stopped");
    const after = await startEmbeddedPostgres({ dataDir });
    expect(after.alreadyRunning).toBe(false);
    expect(await query(after.port, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
  });

  test("again and again no guard of a dead server stays behind", async () => {
    await startEmbeddedPostgres({ dataDir });
    for (const _ of [1, 2]) {
      process.kill(runningPid(), "SIGKILL");
      await expect.poll(() => embeddedPostgresStatus({ dataDir }).state, { timeout: 10_000 }).toBe("stopped");
      await startEmbeddedPostgres({ dataDir });
    }
    await expect.poll(guardsOf).toHaveLength(1);
  });

  test("a postmaster.pid that names another program, or a zombie, stops nothing", async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    const pidFile = join(first.folder, "data", "postmaster.pid");
    const [, ...rest] = readFileSync(pidFile, "utf8").split("\n");
    await first.stop();
    const zombie = await makeZombie();
    for (const pid of [process.ppid, zombie.pid]) {
      writeFileSync(pidFile, [String(pid), ...rest].join("\n"));
      if (nobody) chownSync(pidFile, nobody.uid, nobody.gid);
      expect(embeddedPostgresStatus({ dataDir }).state).toBe("stopped");
      const again = await startEmbeddedPostgres({ dataDir });
      expect(again.alreadyRunning).toBe(false);
      await again.stop();
    }
    zombie.release();
  });

  test("while it was being created it is created anew", async () => {
    mkdirSync(join(dataDir, "pg", "data.draft"), { recursive: true });
    writeFileSync(join(dataDir, "pg", "data.draft", "PG_VERSION"), "18\n");
    const { port } = await startEmbeddedPostgres({ dataDir });
    expect(await query(port, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

test("a data folder that is a file is one clear sentence", async () => {
  writeFileSync(dataDir, "");
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(`The data folder ${dataDir} cannot be used: `);
  rmSync(dataDir);
});

describe.runIf(isRoot)("as root", () => {
  test("a folder that nobody else can enter keeps a note, and the data lies where the server's account gets in", async () => {
    chmodSync(temporary, 0o700);
    const first = await startEmbeddedPostgres({ dataDir });
    expect(first.folder.startsWith(temporary)).toBe(false);
    await query(first.port, "CREATE TABLE kept AS SELECT 1 AS one");
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.folder).toBe(first.folder);
    expect(await query(second.port, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
  });

  test.runIf(othersCanRunThis)("an ordinary user runs it in a folder of their own, and root can use it as well", async () => {
    mkdirSync(dataDir, { mode: 0o700 });
    if (nobody) chownSync(dataDir, nobody.uid, nobody.gid);
    const theirs = await startElsewhere({ dataDir }, nobody);
    expect(theirs.folder).toBe(join(dataDir, "pg"));
    const here = await startEmbeddedPostgres({ dataDir });
    expect(here).toMatchObject({ alreadyRunning: true, url: theirs.url });
    await theirs.end("after stopping");
    expect(embeddedPostgresStatus({ dataDir }).state).toBe("stopped");
  });
});

/** A process that has ended and that its parent does not wait for. */
async function makeZombie(): Promise<{ pid: number; release(): void }> {
  const parent = spawn("/bin/sh", ["-c", "true & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface(parent.stdout)) return { pid: Number(line), release: () => parent.kill() };
  throw new Error("The shell said nothing.");
}
