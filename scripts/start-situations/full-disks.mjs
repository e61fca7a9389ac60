import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expectRefusal } from "./expect-refusal.mjs";
import { END_PATIENCE_MS, startProduct, untilNothingRuns } from "./product.mjs";

/** A new database, its schema, and the demo each need more than this, so that each meets a disk that is full. */
const SIZES = [
  { megabytes: 24, step: "the database is made" },
  { megabytes: 44, step: "the schema is made" },
  { megabytes: 70, step: "the demo is loaded" },
];

/** Only root may lay a small file system over a folder; without that right there is no full disk to be had. */
const isRoot = process.getuid?.() === 0;

/** @type {import("./situations.mjs").Situation[]} */
export const fullDisks = isRoot && process.platform === "linux" ? SIZES.map(fullDisk) : [];

/** @param {{ megabytes: number, step: string }} disk @returns {import("./situations.mjs").Situation} */
function fullDisk({ megabytes, step }) {
  return {
    name: `a disk that is full when ${step} is said in a sentence`,
    async try(copy) {
      // Not in the copy, which PostgreSQL's account may not enter: it would keep the database elsewhere.
      const disk = join(dirname(copy.folder), "small-disk");
      mkdirSync(disk, { recursive: true });
      mount(["-t", "tmpfs", "-o", `size=${megabytes}m,mode=777`, "tmpfs", disk]);
      try {
        await expectRefusal(startProduct(copy, { DATA_DIR: join(disk, "data") }), /^The disk .*is full.* [Mm]ake room/m);
        for (const folder of [copy.folder, disk]) await untilNothingRuns(folder, END_PATIENCE_MS);
      } finally {
        unmount(disk);
      }
    },
  };
}

/** @param {string[]} args */
function mount(args) {
  const { status, stderr } = spawnSync("mount", args, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
}

/** @param {string} folder */
function unmount(folder) {
  spawnSync("umount", ["--lazy", folder]);
}
