import { afterAll, beforeAll, expect, test } from "vitest";
import { makeUnit, makeUser } from "../src/testing/factories";
import { insertRow } from "../src/testing/insert-row";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

let db: TestDatabase;
let key: object;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query("SELECT ensure_month_partitions('2025-09-15', '2025-11-01')");
  key = { userId: (await makeUser(db)).id, unitId: (await makeUnit(db)).id, ipAddress: "10.0.0.1" };
});
afterAll(() => db.drop());

async function partitionOfStretch(start: string): Promise<unknown> {
  const startTime = new Date(start);
  const endTime = new Date(startTime.getTime() + 60_000);
  const id = await insertRow(db, "attention_stretches", { ...key, startTime, endTime, kind: "typing" });
  const { rows } = await db.pool.query("SELECT tableoid::regclass::text AS name FROM attention_stretches WHERE id = $1", [id]);
  return rows[0]?.name;
}

async function partitionOfActivity(at: string): Promise<unknown> {
  const startTime = new Date(at);
  const session = { ...key, startTime, endTime: startTime, countedFrom: startTime, duringTutorial: false };
  const markingSessionId = await insertRow(db, "marking_sessions", session);
  const id = await insertRow(db, "session_activities", {
    markingSessionId,
    action: "assessing",
    createdAt: startTime,
    updatedAt: startTime,
  });
  const { rows } = await db.pool.query("SELECT tableoid::regclass::text AS name FROM session_activities WHERE id = $1", [id]);
  return rows[0]?.name;
}

test.each([
  ["2025-10-01T00:00:00.000Z", "202510"],
  ["2025-10-31T23:59:59.999Z", "202510"],
  ["2025-11-01T00:00:00.000Z", "202511"],
  ["1999-12-31T23:59:59.999Z", "default"],
  ["2099-01-01T00:00:00.000Z", "default"],
])("what happens at %s lies in the partition %s", async (at, partition) => {
  expect(await partitionOfActivity(at)).toBe(`partitions.session_activities_${partition}`);
  expect(await partitionOfStretch(at)).toBe(`partitions.attention_stretches_${partition}`);
});

test("a month whose rows already lie in the default partition stays there, its neighbours get their own", async () => {
  await partitionOfStretch("2040-05-15T12:00:00Z");
  const { rows } = await db.pool.query("SELECT ensure_month_partitions('2040-04-30', '2040-06-01') AS made");
  // Three months of activities, two of stretches.
  expect(rows).toEqual([{ made: 5 }]);
  expect(await partitionOfStretch("2040-05-16T12:00:00Z")).toBe("partitions.attention_stretches_default");
  expect(await partitionOfStretch("2040-06-16T12:00:00Z")).toBe("partitions.attention_stretches_204006");
});

test("asking for partitions that are there makes none", async () => {
  const { rows } = await db.pool.query("SELECT ensure_month_partitions('2025-09-01', '2025-11-30') AS made");
  expect(rows).toEqual([{ made: 0 }]);
});

test("a query for one month reads one partition", async () => {
  const { rows } = await db.pool.query<{ "QUERY PLAN": string }>(
    "EXPLAIN SELECT FROM session_activities WHERE created_at >= '2025-10-01T00:00Z' AND created_at < '2025-11-01T00:00Z'",
  );
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan.match(/session_activities_\w+/g)).toEqual(expect.arrayContaining(["session_activities_202510"]));
  expect(plan).not.toMatch(/session_activities_(202509|202511|default)/);
});
