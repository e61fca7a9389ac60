import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@tutor-times/db/testing/test-database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lookAtDatabase } from "../src/doctor/look-at-database";
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

  test("tells a port that is free from one that is in use, and from an address that is not this machine's", async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, "127.0.0.1", resolve));
    const { port } = squatter.address() as AddressInfo;
    expect((await lookAtPort("127.0.0.1", port)).state).toBe("note");
    await new Promise((resolve) => squatter.close(resolve));
    expect((await lookAtPort("127.0.0.1", port)).state).toBe("fine");
    expect((await lookAtPort("203.0.113.7", 3000)).state).toBe("wrong");
  });

  test("finds a database that answers, whose clock and schema fit, and in which nobody has an account", async () => {
    const found = await lookAtDatabase(folder, db.url);
    expect(states(found)).toEqual(["Database: fine", "Clock: fine", "Schema: fine", "Accounts: note"]);
  });

  test("says what is wrong with one that does not answer, and does not show its password", async () => {
    const [found, ...more] = await lookAtDatabase(folder, "postgres://me:secret@127.0.0.1:9/none");
    expect(more).toEqual([]);
    expect(found?.state).toBe("wrong");
    expect(found?.text).toMatch(/cannot be (used|reached).*/);
    expect(found?.text).not.toContain("secret");
  });

  test("takes an embedded database that does not run for no fault", async () => {
    expect(states(await lookAtDatabase(folder, undefined))).toEqual(["Database: note"]);
  });
});
