import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../src/database";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function single(sql: string): Promise<unknown> {
  const { rows } = await db.pool.query<{ value: unknown }>(`SELECT ${sql} AS value`);
  return rows[0]?.value;
}

describe("the plain pool", () => {
  test("reads bigint, alone and in arrays, as number", async () => {
    expect(await single("9007199254740991::bigint")).toBe(9007199254740991);
    expect(await single("ARRAY[1, NULL, 3]::bigint[]")).toEqual([1, null, 3]);
    expect(await single("count(*)")).toBe(1);
  });

  test("refuses a bigint beyond 2^53 instead of rounding it", async () => {
    await expect(single("9007199254740993::bigint")).rejects.toThrow("9007199254740993 is beyond 2^53");
  });

  test("reads a date as text and an instant as Date, whatever zone the process is in", async () => {
    expect(await single("date '2025-10-05'")).toBe("2025-10-05");
    expect(await single("timestamptz '2025-10-05 02:30:00.125+11'")).toEqual(new Date("2025-10-04T15:30:00.125Z"));
  });

  test("works in UTC and gives up a statement after its time limit", async () => {
    expect(await single("current_setting('timezone')")).toBe("UTC");
    expect(await single("current_setting('statement_timeout')")).toBe("30s");
    const hasty = openDatabase({ url: db.url, statementTimeoutMs: 20 });
    await expect(hasty.pool.query("SELECT pg_sleep(60)")).rejects.toMatchObject({ code: "57014" });
    await hasty.close();
  });

  test("outlives the end of a connection, idle or in use", async () => {
    const lost: Error[] = [];
    const other = openDatabase({ url: db.url, max: 1, onConnectionLost: (error) => lost.push(error) });
    const client = await other.pool.connect();
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    // Listened to at once: it may fail before the call that ends it has been answered.
    const asleep = client.query("SELECT pg_sleep(60)").then(() => "it slept", String);
    await db.pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
    expect(await asleep).toContain("terminating connection");
    client.release(true);

    const idle = await other.pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    await db.pool.query("SELECT pg_terminate_backend($1)", [idle.rows[0]?.pid]);
    await expect.poll(() => lost.length, { timeout: 10_000 }).toBe(1);
    expect((await other.pool.query("SELECT 1")).rowCount).toBe(1);
    await other.close();
  });
});

describe("the pipelined pool", () => {
  test("gives every statement of a failed transaction its own answer, and keeps nothing of it", async () => {
    const client = await db.pipelined.connect();
    const answers = await Promise.allSettled([
      client.query("BEGIN"),
      client.query("INSERT INTO settings VALUES ('kept', '1')"),
      client.query("INSERT INTO settings VALUES ('kept', '2')"),
      client.query("SELECT 1"),
      client.query("COMMIT"),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(["fulfilled", "fulfilled", "rejected", "rejected", "fulfilled"]);
    expect(answers[2]).toMatchObject({ reason: { code: "23505" } });
    expect(answers[3]).toMatchObject({ reason: { code: "25P02" } });
    expect(answers[4]).toMatchObject({ value: { command: "ROLLBACK" } });
    expect((await client.query("SELECT count(*) AS n FROM settings")).rows).toEqual([{ n: 0 }]);
    client.release();
  });

  test("sends a whole transaction without waiting", async () => {
    const client = await db.pipelined.connect();
    const answers = await Promise.all([
      client.query("BEGIN"),
      client.query("SELECT pg_current_xact_id()::text AS id"),
      client.query("SELECT pg_current_xact_id()::text AS id"),
      client.query("COMMIT"),
    ]);
    expect(answers[1].rows).toEqual(answers[2].rows);
    client.release();
  });
});

test("closing twice is closing once", async () => {
  const other = openDatabase({ url: db.url });
  await other.prisma.user.count();
  await expect(Promise.all([other.close(), other.close()])).resolves.toBeDefined();
});
