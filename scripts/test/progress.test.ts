import { describe, expect, test } from "vitest";
import { createProgress, formatSeconds } from "../lib/progress.mjs";

describe("a time", () => {
  test.each([
    [0.04, "0.0 s"],
    [9.94, "9.9 s"],
    [10, "10 s"],
    [59.4, "59 s"],
    [59.5, "1 min 00 s"],
    [119.6, "2 min 00 s"],
    [125, "2 min 05 s"],
  ])("of %s seconds reads %s", (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe("steps in a log", () => {
  const record = () => {
    const lines: string[] = [];
    return { lines, progress: createProgress({ write: (text: string) => lines.push(text) }) };
  };

  test("are a plain line each, with their time", async () => {
    const { lines, progress } = record();
    await progress.step("Build", () => Promise.resolve(true));
    expect(lines).toEqual(["✓ Build  0.0 s\n"]);
  });

  test("say when there was nothing to do", async () => {
    const { lines, progress } = record();
    await progress.step("Build", () => Promise.resolve(false));
    expect(lines).toEqual(["✓ Build  nothing to do\n"]);
  });

  test("say nothing any more once all of it is stopped", async () => {
    const { lines, progress } = record();
    const work = progress.step("Build", () => Promise.reject(new Error("cut short")));
    progress.stop();
    await expect(work).rejects.toThrow("cut short");
    expect(lines).toEqual([]);
  });

  test("say when they failed, and pass the reason on", async () => {
    const { lines, progress } = record();
    await expect(progress.step("Build", () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
    expect(lines).toEqual(["✗ Build  0.0 s\n"]);
  });
});
