import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";

const life = new URL("../start/life.mjs", import.meta.url).href;

/** A process with a life, which is sent `signal` once it runs; resolves to its exit code and to what it said. */
async function end(signal: NodeJS.Signals, isReady: boolean): Promise<{ code: unknown; said: string }> {
  const program = `
    const { beginLife } = await import(${JSON.stringify(life)});
    const life = beginLife();
    life.atEnd(() => console.error("ended in order"));
    if (${isReady}) life.ready();
    console.log("runs");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, npm_lifecycle_event: undefined },
  });
  const said = text(child.stderr);
  await once(child.stdout, "data");
  child.kill(signal);
  const [code] = await once(child, "exit");
  return { code, said: await said };
}

describe("a start that is asked to end", () => {
  test.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
    ["SIGHUP", 129],
  ] as const)("by %s before it is ready has failed, and says so", async (signal, expected) => {
    const { code, said } = await end(signal, false);
    expect(code).toBe(expected);
    expect(said).toContain(`Stopped before it was ready, by ${signal}. The next npm start goes on from here.`);
    expect(said).toContain("ended in order");
  });

  test("once it is ready has done what it should", async () => {
    expect(await end("SIGTERM", true)).toEqual({ code: 0, said: "ended in order\n" });
  });
});
