import { describe, expect, test } from "vitest";
import { readSettings } from "../start/settings.mjs";

describe("what the environment asks for", () => {
  test("is a demo that only this computer can reach, when it asks for nothing", () => {
    expect(readSettings({})).toMatchObject({ host: "127.0.0.1", port: 3000, loopback: true, demo: true, databaseUrl: undefined });
  });

  test("is the same where a variable is there and empty", () => {
    expect(readSettings({ PORT: "", HOST: "", DATABASE_URL: "", DATA_DIR: "", DEMO: "" })).toEqual(readSettings({}));
  });

  test.each(["0.0.0.0", "::", "192.0.2.4", "times.example.edu"])("is no demo where others can reach it: %s", (HOST) => {
    expect(readSettings({ HOST })).toMatchObject({ host: HOST, loopback: false, demo: false });
  });

  test.each(["127.0.0.1", "127.8.0.1", "localhost", "::1"])("is a demo on %s", (HOST) => {
    expect(readSettings({ HOST })).toMatchObject({ loopback: true, demo: true });
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
  ])("refuses %s=%s and names the variable", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });
});
