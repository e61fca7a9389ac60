import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "../src/database";
import { explainDatabaseFailure } from "../src/database-away";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

const QUIT = "SELECT pg_terminate_backend(pg_backend_pid())::text AS done";
const OUT_OF_ROOM = "DO $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$";
const SLOW = "SELECT pg_sleep(10)::text AS done";

/** Each way of asking that use cases have. */
const ASK: [string, (db: Database, sql: string) => Promise<unknown>][] = [
  ["plain SQL", (db, sql) => db.pool.query(sql)],
  ["pipelined SQL", (db, sql) => db.pipelined.query(sql)],
  ["Prisma", (db, sql) => db.prisma.$queryRawUnsafe(sql)],
];

describe.each(ASK)("a question through %s", (_way, ask) => {
  let db: TestDatabase;
  let hasty: Database;
  const nowhere = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none" });
  beforeAll(async () => {
    db = await createTestDatabase();
    hasty = openDatabase({ url: db.url, statementTimeoutMs: 100 });
  });
  afterAll(async () => {
    await Promise.all([nowhere.close(), hasty.close()]);
    await db.drop();
  });

  const failureOf = async (of: Database, sql: string) =>
    explainDatabaseFailure(
      await ask(of, sql).then(
        () => "no failure",
        (error: unknown) => error,
      ),
    );

  it("says that the database is away when nothing listens, and when the connection is ended meanwhile", async () => {
    expect(await failureOf(nowhere, "SELECT 1")).toMatchObject({ code: "unavailable", when: "unreachable" });
    expect(await failureOf(db, QUIT)).toMatchObject({ code: "unavailable", when: "unreachable" });
    expect(await ask(db, "SELECT 1")).toBeDefined();
  });

  it("says that it took too long when the statement ran into its time limit", async () => {
    expect(await failureOf(hasty, SLOW)).toMatchObject({ code: "unavailable", message: expect.stringMatching(/took longer/) });
  });

  it("says that the disk is full", async () => {
    expect(await failureOf(db, OUT_OF_ROOM)).toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/disk .* full/),
    });
  });

  it("says nothing of mistakes in the question", async () => {
    expect(await failureOf(db, "SELECT nothing FROM nowhere")).toBeNull();
  });
});
