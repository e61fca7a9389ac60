import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../src/embedded/lock";
import { isAlive, processMark } from "../src/embedded/processes";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tutor-times-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("one at a time works under the lock, also after one of them failed", async () => {
  let inside = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) =>
      withLock(folder, async () => {
        inside += 1;
        expect(inside).toBe(1);
        await nextTurn();
        inside -= 1;
        if (index % 3 === 0) throw new Error("failed");
      }),
    ),
  );
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(4);
  expect(results.flatMap((result) => (result.status === "rejected" ? String(result.reason) : []))).not.toContain(
    "AssertionError",
  );
  expect(readdirSync(folder)).toHaveLength(1);
});

test("a holder that died, or whose number another process has by now, loses it", async () => {
  writeFileSync(join(folder, "lock.7"), "999999999 12345");
  await expect(withLock(folder, async () => "got it")).resolves.toBe("got it");
  writeFileSync(join(folder, "lock.9"), `${process.pid} 1`);
  await expect(withLock(folder, async () => "got it")).resolves.toBe("got it");
  writeFileSync(join(folder, "lock.11"), "");
  await expect(withLock(folder, async () => "got it")).resolves.toBe("got it");
});

test("a process is known by its start as well as by its number", () => {
  expect(isAlive(processMark(process.pid))).toBe(true);
  expect(isAlive(`${process.pid} 1`)).toBe(false);
  expect(isAlive("")).toBe(false);
});
