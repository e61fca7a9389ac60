import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inRoot, stampsFolder } from "../lib/project.mjs";
import { unlessDone } from "../lib/stamps.mjs";

let name: string;
let done: number;

beforeEach(() => {
  name = `test-${randomUUID()}`;
  done = 0;
});
afterEach(() => rmSync(join(stampsFolder, name), { force: true }));

const work = async () => void (done += 1);
const step = (inputs: string, outputs = ["package.json"]) => unlessDone({ name, inputs, outputs, work });

describe("work with a stamp", () => {
  test("is done once for the same inputs", async () => {
    expect([await step("a"), await step("a")]).toEqual([true, false]);
    expect(done).toBe(1);
  });

  test("is done again for others", async () => {
    expect([await step("a"), await step("b"), await step("a")]).toEqual([true, true, true]);
  });

  test("is done again when its result is gone", async () => {
    await step("a");
    expect(await step("a", ["package.json", "no such file"])).toBe(true);
  });

  test("is done again after it was interrupted, even where it had been finished before", async () => {
    await step("a");
    const broken = unlessDone({ name, inputs: "b", outputs: [], work: () => Promise.reject(new Error("killed")) });
    await expect(broken).rejects.toThrow("killed");
    expect([await step("a"), done]).toEqual([true, 2]);
  });

  test("keeps its stamps in the repository", () => {
    expect(stampsFolder).toBe(inRoot(".stamps"));
  });
});
