import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instant } from "@tutor-times/core/instant";
import { countAccounts, createAdmin } from "@tutor-times/db/accounts";
import { signInWithPassword } from "@tutor-times/db/sign-in";
import { createTestDatabase, type TestDatabase } from "@tutor-times/db/testing/test-database";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { run as demo } from "../src/commands/demo";
import { run as prepare } from "../src/commands/prepare";

let db: TestDatabase;
let folder: string;
let lines: unknown[];

beforeEach(async () => {
  db = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "prepare-"));
  lines = [];
  vi.stubEnv("DATABASE_URL", db.url);
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("DEMO_PASSWORD", "");
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line.startsWith("{") ? JSON.parse(line) : line));
});
afterEach(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

const kept = () => readFileSync(join(folder, "demo-password"), "utf8").trim();
const canSignIn = async (username: string, password: string) =>
  (await signInWithPassword(db, { username, password, now: instant(Date.now()), ipAddress: "127.0.0.1", kind: "ontrack" })) !==
  null;

describe("prepare", () => {
  test("fills a database without accounts, with a password that it keeps for its owner alone", async () => {
    await prepare(["--demo"]);
    expect(lines.slice(0, 2)).toEqual([{ step: "Bring the schema up to date" }, { step: "Load the demo" }]);
    expect(lines[2]).toMatchObject({ ready: { admins: 1, demoPassword: kept() } });
    expect(statSync(join(folder, "demo-password")).mode & 0o777).toBe(0o600);
    expect(await canSignIn("ada", kept())).toBe(true);
  });

  test("does it once, and takes the password that it is given", async () => {
    vi.stubEnv("DEMO_PASSWORD", "as given");
    await prepare(["--demo"]);
    vi.stubEnv("DEMO_PASSWORD", "as given later");
    lines = [];
    await prepare(["--demo"]);
    expect(lines).toEqual([
      { step: "Bring the schema up to date" },
      { ready: expect.objectContaining({ demoPassword: "as given" }) },
    ]);
    expect(await canSignIn("ada", "as given")).toBe(true);
  });

  test("leaves an empty database empty without --demo", async () => {
    await prepare([]);
    expect(lines.at(-1)).toEqual({ ready: { admins: 0, demoAccounts: [], demoPassword: null } });
    expect(await countAccounts(db)).toEqual({ users: 0, admins: 0 });
  });

  test("loads nothing where somebody has an account", async () => {
    const admin = { username: "root", email: "root@example.edu", firstName: "R", lastName: "", password: "a long password" };
    await createAdmin(db, { ...admin, now: instant(Date.now()) });
    await prepare(["--demo"]);
    expect(lines.at(-1)).toEqual({ ready: { admins: 1, demoAccounts: [], demoPassword: null } });
    expect(await countAccounts(db)).toEqual({ users: 1, admins: 1 });
  });
});

describe("demo", () => {
  test("loads a small one and says who can sign in, and refuses to do it twice", async () => {
    await demo(["--scale", "0.1", "--seed", "7"]);
    expect(lines.join("\n")).toContain(`All have the password ${kept()}`);
    vi.stubEnv("DEMO_PASSWORD", "another");
    await expect(demo([])).rejects.toThrow("shows the demo already");
    expect(await canSignIn("ada", kept())).toBe(true);
  });

  test.each([
    [["--scale", "many"], '--scale must be a number, not "many"'],
    [["--scale", "1000"], "A scale is from 0.1 to 100"],
  ])("%s is refused", async (args, message) => {
    await expect(demo(args)).rejects.toThrow(message);
    expect(await countAccounts(db)).toEqual({ users: 0, admins: 0 });
  });
});
