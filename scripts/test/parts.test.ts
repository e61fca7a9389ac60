import { describe, expect, test } from "vitest";
import { runParts } from "../test-run/part.mjs";
import { describeTimes } from "../test-run/summary.mjs";

const { signal } = new AbortController();
const passes = (name: string, after: string[] = []) => ({
  group: "unit" as const,
  name,
  after,
  run: () => Promise.resolve({ passed: 2, failed: 0, output: "" }),
});
const fails = (name: string) => ({ ...passes(name), run: () => Promise.resolve({ passed: 1, failed: 1, output: "why" }) });
const crashes = (name: string) => ({ ...passes(name), run: () => Promise.reject(new Error("it broke")) });

describe("the parts of a test run", () => {
  test("begin once those that they need have ended, whatever their order in the list", async () => {
    const ended: string[] = [];
    await runParts([passes("c", ["b"]), passes("b", ["a"]), passes("a")], 2, signal, ({ name }) => ended.push(name));
    expect(ended).toEqual(["a", "b", "c"]);
  });

  test("count as failed when what they need has failed", async () => {
    const done = await runParts([fails("a"), passes("b", ["a"]), passes("c", ["b"])], 2, signal, () => {});
    expect(done.map(({ name, failed }) => `${name} ${failed}`)).toEqual(["a 1", "b 1", "c 1"]);
    expect(done[1]?.output).toContain('"a" failed');
  });

  test("count as failed when they crash, and the others still run", async () => {
    const done = await runParts([crashes("a"), passes("b")], 1, signal, () => {});
    expect(done.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([
      ["a", 0, 1],
      ["b", 2, 0],
    ]);
    expect(done[0]?.output).toContain("it broke");
  });

  test("do not wait for one that is not in the run", async () => {
    const done = await runParts([passes("a", ["not asked for"])], 1, signal, () => {});
    expect(done).toHaveLength(1);
  });

  test("never run more at once than there are lanes", async () => {
    let now = 0;
    let most = 0;
    const counting = (name: string) => ({
      ...passes(name),
      async run() {
        most = Math.max(most, ++now);
        await Promise.resolve();
        now -= 1;
        return { passed: 1, failed: 0, output: "" };
      },
    });
    await runParts(["a", "b", "c", "d", "e"].map(counting), 2, signal, () => {});
    expect(most).toBe(2);
  });

  test("that wait for one another are an error, not an endless run", async () => {
    await expect(runParts([passes("a", ["b"]), passes("b", ["a"])], 2, signal, () => {})).rejects.toThrow(
      "wait for one another: a, b",
    );
  });
});

test("a group takes as long as any of its parts runs: what runs side by side counts once, and a pause not at all", () => {
  const ran = (began: number, seconds: number) => ({
    ...passes("one"),
    passed: 1,
    failed: 0,
    output: "",
    began: began * 1000,
    seconds,
  });
  const parts = [ran(100, 30), ran(5, 60), ran(20, 20), ran(50, 40)];
  expect(describeTimes(parts, 130)).toMatch(/^unit +1 min 55 s of 3 min\neverything +2 min 10 s of 30 min$/);
});
