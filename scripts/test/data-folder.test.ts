import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { claimDataFolder } from "../start/data-folder.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "data-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a data folder", () => {
  test("on which Tutor Times runs says where", () => {
    const dataDir = join(folder, "data");
    const claim = claimDataFolder(dataDir);
    expect(() => claimDataFolder(dataDir)).toThrow(`is being started on ${dataDir} already (process ${process.pid})`);
    claim.note("http://127.0.0.1:3000");
    expect(() => claimDataFolder(dataDir)).toThrow(
      `Tutor Times already runs at http://127.0.0.1:3000 (process ${process.pid}). For a second one beside it`,
    );
    claim.release();
    claimDataFolder(dataDir).release();
  });

  test.each(["", "within"])("that is a file is said in a sentence: file/%s", (rest) => {
    writeFileSync(join(folder, "file"), "");
    expect(() => claimDataFolder(join(folder, "file", rest))).toThrow(/is a file, or lies within one\. Name another: DATA_DIR=/);
  });
});
