import { instant } from "@tutor-times/core/instant";
import { countAccounts } from "@tutor-times/db/accounts";
import { signInWithPassword } from "@tutor-times/db/sign-in";
import { findSignedIn } from "@tutor-times/db/signed-in";
import { createTestDatabase, type TestDatabase } from "@tutor-times/db/testing/test-database";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as createAdmin from "../src/commands/create-admin";
import * as setPassword from "../src/commands/set-password";
import { explainError, UsageError } from "../src/explain-error";

let db: TestDatabase;
const now = instant(Date.now());

beforeAll(async () => {
  db = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", db.url);
});
beforeEach(() => {
  vi.stubEnv("PASSWORD", "correct horse battery");
  vi.spyOn(console, "log").mockReturnValue();
});
afterAll(() => db.drop());

const signIn = (username: string, password: string) =>
  signInWithPassword(db, { username, password, now, ipAddress: "127.0.0.1", kind: "ontrack" });

describe("create-admin", () => {
  test("makes an account that signs in and may do everything", async () => {
    await createAdmin.run(["--username", "Root.One", "--email", "Root@Example.edu", "--first-name", "Ruth"]);
    const signedIn = await signIn("root.one", "correct horse battery");
    expect(signedIn?.viewer.scope.isAdmin).toBe(true);
    expect(signedIn?.viewer.user).toMatchObject({ username: "root.one", email: "root@example.edu", firstName: "Ruth" });
    expect(await countAccounts(db)).toEqual({ users: 1, admins: 1 });
  });

  test("is written to the log of changes", async () => {
    const entries = await db.prisma.auditEntry.findMany({ where: { action: "create-admin" } });
    expect(entries.map(({ details }) => details)).toEqual([{ username: "root.one" }]);
  });

  test.each([
    ["a name that is taken", ["--username", "root.one", "--email", "b@example.edu"], /There is an account "root\.one"/],
    ["an e-mail address that is taken", ["--username", "two", "--email", "root@example.edu"], /There is an account "root\.one"/],
    ["a name with a space", ["--username", "a b", "--email", "b@example.edu"], /is no username/],
    ["an address without a domain", ["--username", "two", "--email", "two"], /is no e-mail address/],
    ["no address", ["--username", "two"], /are needed/],
    ["an unknown option", ["--user", "two"], /Unknown option/],
  ])("refuses %s and writes nothing", async (_what, args, message) => {
    await expect(createAdmin.run(args)).rejects.toThrow(message);
    expect(await countAccounts(db)).toEqual({ users: 1, admins: 1 });
  });

  test("refuses a short password", async () => {
    vi.stubEnv("PASSWORD", "short");
    await expect(createAdmin.run(["--username", "two", "--email", "two@example.edu"])).rejects.toThrow("10 to 200 characters");
  });

  test("asks on a terminal only: without one it says where the password goes", async () => {
    vi.stubEnv("PASSWORD", "");
    await expect(createAdmin.run(["--username", "two", "--email", "two@example.edu"])).rejects.toThrow("give it as PASSWORD");
  });
});

describe("a command on a database that cannot be used", () => {
  test("says in a sentence why, and what to do", async () => {
    const given = process.env["DATABASE_URL"];
    vi.stubEnv("DATABASE_URL", "postgres://me:secret@127.0.0.1:9/none");
    const refused = await setPassword.run(["--username", "root.one"]).catch(explainError);
    expect(refused).toMatch(/^Nothing listens at 127\.0\.0\.1:9, which DATABASE_URL names/);
    vi.stubEnv("DATABASE_URL", "mysql://me@there/none");
    await expect(setPassword.run(["--username", "root.one"])).rejects.toThrow("DATABASE_URL must look like postgres://");
    vi.stubEnv("DATABASE_URL", given);
  });
});

describe("set-password", () => {
  test("changes the password and ends what they are signed in with", async () => {
    const before = await signIn("root.one", "correct horse battery");
    vi.stubEnv("PASSWORD", "another long one");
    await setPassword.run(["--username", "ROOT.ONE"]);
    expect(await signIn("root.one", "correct horse battery")).toBeNull();
    expect(await signIn("root.one", "another long one")).not.toBeNull();
    expect(await findSignedIn(db, { token: before?.token ?? "", kind: "ontrack", now })).toBeNull();
  });

  test("says when there is no such account", async () => {
    await expect(setPassword.run(["--username", "nobody"])).rejects.toThrow('There is no account "nobody"');
  });

  test("needs a name", async () => {
    await expect(setPassword.run([])).rejects.toThrow(UsageError);
  });
});
