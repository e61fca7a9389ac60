import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { claimFile, noteInClaim, releaseFile } from "../lib/claim.mjs";
import { processMark } from "../lib/processes.mjs";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "claim-"));
  path = join(folder, "claim");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a claim", () => {
  test("is had by one process, which gives it back", () => {
    expect(claimFile(path)).toBe(true);
    expect(claimFile(path)).toEqual({ pid: process.pid, note: "" });
    releaseFile(path);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("tells others what its holder notes in it, is for its owner's eyes alone, and is given back all the same", () => {
    claimFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    noteInClaim(path, "http://127.0.0.1:3000");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(claimFile(path)).toEqual({ pid: process.pid, note: "http://127.0.0.1:3000" });
    releaseFile(path);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a living process holds, and cannot be given back by another", async () => {
    const other = spawn("sleep", ["60"]);
    await once(other, "spawn");
    writeFileSync(path, processMark(other.pid ?? 0));
    expect(claimFile(path)).toEqual({ pid: other.pid, note: "" });
    releaseFile(path);
    expect(existsSync(path)).toBe(true);
    other.kill("SIGKILL");
    await once(other, "exit");
    expect(claimFile(path)).toBe(true);
  });

  test.each(["", "no mark", `${process.pid} 1`, "999999999 1"])("that says %j is nobody's", (mark) => {
    writeFileSync(path, mark);
    expect(claimFile(path)).toBe(true);
  });
});
