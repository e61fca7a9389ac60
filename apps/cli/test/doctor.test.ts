import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instant } from "@tutor-times/core/instant";
import { createAdmin } from "@tutor-times/db/accounts";
import { createTestDatabase, type TestDatabase } from "@tutor-times/db/testing/test-database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lookAtClock, lookAtDatabase } from "../src/doctor/look-at-database";
import { lookAtDisk, lookAtNode, lookAtPort, lookAtRights } from "../src/doctor/look-at-machine";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "doctor-"));
});
afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return String(typeof address === "object" && address ? address.port : 0);
}

const states = (findings: { state: string; subject: string }[]) => findings.map(({ subject, state }) => `${subject}: ${state}`);

describe("the doctor", () => {
  test("finds this machine fit", () => {
    expect(states([lookAtNode(), lookAtRights(folder), lookAtDisk(folder)])).toEqual([
      "Node.js: fine",
      "Rights: fine",
      "Disk: fine",
    ]);
  });

  test("looks at the nearest folder that exists when the data folder does not", () => {
    expect(lookAtRights(join(folder, "not", "yet")).text).toContain(folder);
  });

  test("says of a file in the data folder's place what it is, and not that rights are missing", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    for (const dataDir of [file, join(file, "within")]) {
      expect(lookAtRights(dataDir)).toMatchObject({ state: "wrong", text: expect.stringContaining(`${file} is a file`) });
    }
  });

  test("tells a port that is free from one that another program has, and from an address that is not this machine's", async () => {
    const squatter = createServer((_request, response) => response.end("{}"));
    const port = await listen(squatter);
    expect(await lookAtPort("127.0.0.1", port)).toMatchObject({
      state: "wrong",
      text: expect.stringContaining("another program"),
    });
    await new Promise((resolve) => squatter.close(resolve));
    expect((await lookAtPort("127.0.0.1", port)).state).toBe("fine");
    expect((await lookAtPort("203.0.113.7", "3000")).state).toBe("wrong");
  });

  test("knows Tutor Times where it runs, also while it does not reach its database", async () => {
    const health = { status: "unavailable", instance: "some id", database: "unavailable" };
    const ours = createServer((_request, response) => response.writeHead(503).end(JSON.stringify(health)));
    const found = await lookAtPort("127.0.0.1", await listen(ours));
    expect(found).toMatchObject({ state: "fine", text: expect.stringContaining("by Tutor Times") });
    await new Promise((resolve) => ours.close(resolve));
  });

  test.each(["abc", "-1", "70000", "1e3"])("says in a sentence that PORT=%s is no port", async (port) => {
    const found = await lookAtPort("127.0.0.1", port);
    expect(found).toMatchObject({ state: "wrong", text: expect.stringContaining(`PORT is "${port}"`) });
  });

  test("says what the clock is when there is no database to compare it with, and knows one that lost its time", () => {
    expect(lookAtClock(Date.UTC(2027, 2, 1, 9, 30))).toMatchObject({
      state: "note",
      text: expect.stringMatching(/2027-03-01 09:30 UTC/),
    });
    expect(lookAtClock(0)).toMatchObject({ state: "wrong", text: expect.stringContaining("1970-01-01") });
  });

  test("finds a database that answers, whose clock and schema fit, and in which nobody has an account", async () => {
    const found = await lookAtDatabase(folder, db.url);
    expect(states(found)).toEqual(["Database: fine", "Clock: fine", "Schema: fine", "Accounts: note"]);
    const admin = { firstName: "R", lastName: "", password: "a long password", now: instant(Date.now()) };
    await createAdmin(db, { ...admin, username: "one", email: "one@example.edu" });
    expect((await lookAtDatabase(folder, db.url)).at(-1)?.text).toBe("1 in all; one is an admin");
    await createAdmin(db, { ...admin, username: "two", email: "two@example.edu" });
    expect((await lookAtDatabase(folder, db.url)).at(-1)?.text).toBe("2 in all; 2 are admins");
  });

  test("says what is wrong with one that does not answer, and does not show its password", async () => {
    const [found, ...more] = await lookAtDatabase(folder, "postgres://me:secret@127.0.0.1:9/none");
    expect(states(more)).toEqual(["Clock: note"]);
    expect(found?.state).toBe("wrong");
    expect(found?.text).toMatch(/^Nothing listens at 127\.0\.0\.1:9, .* start the PostgreSQL there/);
    expect(found?.text).not.toContain("secret");
  });

  test("takes a database that npm start will make for no fault", async () => {
    const missing = new URL(db.url);
    missing.pathname = "/not yet made";
    expect(states(await lookAtDatabase(folder, missing.href))).toEqual(["Database: note", "Clock: note"]);
  });

  test("says that a DATABASE_URL is none", async () => {
    expect(states(await lookAtDatabase(folder, "mysql://me@there/times"))).toEqual(["Database: wrong", "Clock: note"]);
  });

  test("takes an embedded database that does not run for no fault", async () => {
    expect(states(await lookAtDatabase(folder, undefined))).toEqual(["Database: note", "Clock: note"]);
  });
});
