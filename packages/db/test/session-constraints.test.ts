import type { UnitId, UserId } from "@tutor-times/core/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeUnit, makeUser } from "../src/testing/factories";
import { insertRow } from "../src/testing/insert-row";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

let db: TestDatabase;
let unitId: UnitId;
let otherUnitId: UnitId;
let userId: UserId;
let otherUserId: UserId;
beforeAll(async () => {
  db = await createTestDatabase();
  unitId = (await makeUnit(db)).id;
  otherUnitId = (await makeUnit(db)).id;
  otherUserId = (await makeUser(db)).id;
});
afterAll(() => db.drop());
beforeEach(async () => {
  userId = (await makeUser(db)).id;
});

const OVERLAP = { code: "23P01", constraint: "marking_sessions_no_overlap" };

/** A time on the same morning, `10:15` or `10:15:00.001`. */
function at(time: string): Date {
  return new Date(`2025-10-08T${time}Z`);
}

function makeSession(start: string, end: string, other: object = {}): Promise<number> {
  const times = { startTime: at(start), endTime: at(end), countedFrom: at(start) };
  return insertRow(db, "marking_sessions", { userId, unitId, ipAddress: "10.0.0.1", duringTutorial: false, ...times, ...other });
}

describe("two sessions of one key", () => {
  test.each([
    ["overlap", "10:10", "10:30"],
    ["are equal", "10:00", "10:20"],
    ["contain one another", "10:05", "10:06"],
    ["overlap by a millisecond", "10:19:59.999", "10:40"],
    ["one of which is an instant within the other", "10:05", "10:05"],
    ["one of which is an instant at the other's start", "10:00", "10:00"],
  ])("that %s are refused", async (_, start, end) => {
    await makeSession("10:00", "10:20");
    await expect(makeSession(start, end)).rejects.toMatchObject(OVERLAP);
  });

  test("that are the same instant are refused, a millisecond apart they are not", async () => {
    await makeSession("10:00", "10:00");
    await expect(makeSession("10:00", "10:00")).rejects.toMatchObject(OVERLAP);
    await makeSession("10:00:00.001", "10:00:00.001");
    await expect(db.pool.query("SELECT FROM marking_sessions WHERE user_id = $1", [userId])).resolves.toMatchObject({
      rowCount: 2,
    });
  });

  test.each([
    ["at the end of one", "10:20", "10:40"],
    ["at the start of one", "09:40", "10:00"],
    ["at the end of one, in an instant", "10:20", "10:20"],
  ])("may meet %s", async (_, start, end) => {
    await makeSession("10:00", "10:20");
    await expect(makeSession(start, end)).resolves.toBeGreaterThan(0);
  });

  test("may overlap within a transaction, not at its end", async () => {
    const early = await makeSession("10:00", "10:20");
    const late = await makeSession("10:20", "10:40");
    const client = await db.pool.connect();
    await client.query("BEGIN");
    await client.query("UPDATE marking_sessions SET end_time = $1 WHERE id = $2", [at("10:30"), early]);
    await client.query("UPDATE marking_sessions SET start_time = $1, counted_from = $1 WHERE id = $2", [at("10:30"), late]);
    await client.query("COMMIT");

    await client.query("BEGIN");
    await client.query("UPDATE marking_sessions SET end_time = $1 WHERE id = $2", [at("10:31"), early]);
    await expect(client.query("COMMIT")).rejects.toMatchObject(OVERLAP);
    client.release();
    const { rows } = await db.pool.query("SELECT end_time FROM marking_sessions WHERE id = $1", [early]);
    expect(rows).toEqual([{ end_time: at("10:30") }]);
  });

  test("one of which is deleted may overlap, until it is restored", async () => {
    const deletion = { deletedAt: at("12:00"), deletedById: otherUserId, deletionReason: "A mistake" };
    const deleted = await makeSession("10:00", "10:20", deletion);
    await makeSession("10:00", "10:20");
    await expect(
      db.pool.query("UPDATE marking_sessions SET deleted_at = NULL, deleted_by_id = NULL, deletion_reason = NULL WHERE id = $1", [
        deleted,
      ]),
    ).rejects.toMatchObject(OVERLAP);
  });
});

test("sessions of different keys may overlap", async () => {
  await makeSession("10:00", "10:20");
  await makeSession("10:00", "10:20", { ipAddress: "10.0.0.2" });
  await makeSession("10:00", "10:20", { unitId: otherUnitId });
  await expect(makeSession("10:00", "10:20", { userId: otherUserId })).resolves.toBeGreaterThan(0);
});

test("concurrent transactions cannot both write overlapping sessions", async () => {
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => makeSession("10:00", `10:2${index}`)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("an overlap is found whatever zone the connection is in", async () => {
  await makeSession("10:00", "10:20");
  const client = await db.pool.connect();
  await client.query("SET timezone = 'Australia/Lord_Howe'");
  const overlapping = client.query(
    `INSERT INTO marking_sessions (user_id, unit_id, ip_address, start_time, end_time, counted_from, during_tutorial)
     VALUES ($1, $2, '10.0.0.1', $3, $3, $3, false)`,
    [userId, unitId, at("10:10")],
  );
  await expect(overlapping).rejects.toMatchObject(OVERLAP);
  client.release(true);
});
