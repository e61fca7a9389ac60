import { createServer, type Server } from "node:http";
import { describe, expect, test } from "vitest";
import { claimPort, readSettings } from "../start/settings.mjs";

describe("what the environment asks for", () => {
  test("is a demo that only this computer can reach, when it asks for nothing", () => {
    expect(readSettings({})).toMatchObject({ host: "127.0.0.1", port: 3000, demo: true });
    expect(readSettings({})).toMatchObject({ openTo: undefined, databaseUrl: undefined });
  });

  test("is the same where a variable is there and empty", () => {
    expect(readSettings({ PORT: "", HOST: "", DATABASE_URL: "", DATA_DIR: "", DEMO: "" })).toEqual(readSettings({}));
  });

  test.each(["0.0.0.0", "::", "192.0.2.4", "times.example.edu"])("is no demo where others can reach it: %s", (HOST) => {
    expect(readSettings({ HOST })).toMatchObject({ host: HOST, openTo: `HOST=${HOST}`, demo: false });
  });

  test.each(["127.0.0.1", "127.8.0.1", "localhost", "::1"])("is a demo on %s", (HOST) => {
    expect(readSettings({ HOST })).toMatchObject({ openTo: undefined, demo: true });
  });

  test("is no demo behind an address that others type, and one behind an address of this computer's own", () => {
    const PUBLIC_URL = "https://times.example.edu";
    expect(readSettings({ PUBLIC_URL })).toMatchObject({ openTo: `PUBLIC_URL=${PUBLIC_URL}`, demo: false });
    expect(readSettings({ PUBLIC_URL: "http://localhost:8080" })).toMatchObject({ openTo: undefined, demo: true });
    expect(readSettings({ PUBLIC_URL: "http://[::1]:8080" })).toMatchObject({ openTo: undefined, demo: true });
  });

  test("is a demo for others only where it says so in so many words", () => {
    expect(readSettings({ HOST: "0.0.0.0", DEMO: "on" })).toMatchObject({ openTo: "HOST=0.0.0.0", demo: true });
    expect(readSettings({ DEMO: "off" })).toMatchObject({ openTo: undefined, demo: false });
  });

  test("takes a folder from where the command was typed", () => {
    expect(readSettings({ DATA_DIR: "here", INIT_CWD: "/srv/times" }).dataDir).toBe("/srv/times/here");
    expect(readSettings({ DATA_DIR: "/there", INIT_CWD: "/srv/times" }).dataDir).toBe("/there");
  });

  test.each([
    ["PORT", "http"],
    ["PORT", "-1"],
    ["PORT", "65536"],
    ["PORT", "30e2"],
    ["DATABASE_URL", "mysql://localhost/times"],
    ["DATABASE_URL", "times"],
    ["DEMO", "maybe"],
    ["PUBLIC_URL", "times.example.edu"],
  ])("refuses %s=%s and names the variable", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });
});

describe("a port that is taken", () => {
  async function claimBeside(answer: string): Promise<unknown> {
    const server: Server = createServer((_request, response) => response.end(answer));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const refused = await claimPort({ ...readSettings({}), port }).catch((error: unknown) => error);
    await new Promise((resolve) => server.close(resolve));
    return refused;
  }

  test("by another program is said so, with what to do", async () => {
    expect(String(await claimBeside("Hello"))).toMatch(
      /Port \d+ of 127\.0\.0\.1 is taken by another program\. .*PORT=\d+ npm start/,
    );
  });

  test("by another Tutor Times is said so, with its address", async () => {
    const health = JSON.stringify({ status: "ok", instance: "some id" });
    expect(String(await claimBeside(health))).toMatch(/Another Tutor Times, .* runs at http:\/\/127\.0\.0\.1:\d+\./);
  });
});
