import { afterAll, beforeAll, expect, it } from "vitest";
import type { UserId } from "@tutor-times/core/ids";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";
import { takeLanes } from "../../src/tracker/lanes";
import { inTransaction } from "../../src/transaction";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

it.each([1, 1_000_001, 2 ** 32 - 3])("gives every user a lane of their own, from id %d on too", async (first) => {
  const users = Array.from({ length: 9 }, (_, index) => (first + index) as UserId);
  const lanes = await inTransaction(db.pipelined, async (client) => {
    await takeLanes(client, [...users, ...users]);
    const { rows } = await client.query<{ lanes: number }>(
      "SELECT count(*) AS lanes FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
    );
    return rows[0]?.lanes;
  });
  expect(lanes).toBe(users.length);
});
