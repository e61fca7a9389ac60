import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { EmbeddedPostgresError, hasCode } from "./error";
import { isAlive, processMark } from "./processes";

const FREE = "free";
const PATIENCE_MS = 120_000;

/**
 * Runs `work` while no other process runs any under the same `folder`. A holder that was killed loses the lock.
 *
 * Locks are numbered files. The next holder makes the number after the highest one, which only one process can do, and
 * only once the highest is free or its holder dead; a number is never used twice, so nobody can take away a lock that
 * is not the one they looked at.
 */
export async function withLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const held = await acquire(folder);
  try {
    return await work();
  } finally {
    writeFileSync(lockPath(folder, held), FREE);
  }
}

async function acquire(folder: string): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const highest = lockNumbers(folder).at(-1) ?? 0;
    const holder = highest === 0 ? FREE : readLock(folder, highest);
    if (holder !== undefined && (holder === FREE || !isAlive(holder)) && claim(folder, highest + 1)) return highest + 1;
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        `Process ${holder ?? "unknown"} has been working on the database in ${folder} for too long.`,
      );
    }
    await wait(25);
  }
}

function claim(folder: string, number: number): boolean {
  const draft = join(folder, `lock-draft.${process.pid}.${Math.random().toString(36).slice(2)}`);
  writeFileSync(draft, processMark(process.pid));
  try {
    linkSync(draft, lockPath(folder, number));
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const numbers = lockNumbers(folder);
  // Somebody may have taken, freed and cleared away this very number since we looked: then a higher one exists.
  if (numbers.at(-1) !== number) {
    rmSync(lockPath(folder, number), { force: true });
    return false;
  }
  for (const older of numbers) if (older < number) rmSync(lockPath(folder, older), { force: true });
  return true;
}

function lockPath(folder: string, number: number): string {
  return join(folder, `lock.${number}`);
}

function lockNumbers(folder: string): number[] {
  const numbers = readdirSync(folder).flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? []);
  return numbers.map(Number).toSorted((a, b) => a - b);
}

/** Undefined if it has just been cleared away. */
function readLock(folder: string, number: number): string | undefined {
  try {
    return readFileSync(lockPath(folder, number), "utf8").trim();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
