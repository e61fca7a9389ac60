import type { UnitId } from "@tutor-times/core/ids";
import { instant, parseInstant } from "@tutor-times/core/instant";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDemo } from "../../src/demo/load-demo";
import { recompute } from "../../src/recompute";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";

const NOW = parseInstant("2026-03-18T03:00:00.000Z");

describe("recomputing the whole demo", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    await loadDemo(db, { seed: 7, now: NOW, scale: 1, password: "a long enough password" });
  });
  afterAll(() => db.drop());

  it("finds no difference: what is stored is what the rules make of the evidence", async () => {
    const { rows } = await db.pool.query<{ id: UnitId }>("SELECT id FROM units ORDER BY id");
    let sessions = 0;
    for (const { id: unitId } of rows) {
      const found = await recompute(db, { unitId, from: instant(0), now: NOW, actorId: null, timetable: true, apply: true });
      expect(found.differences).toEqual([]);
      sessions += found.sessions;
    }
    expect(sessions).toBeGreaterThan(5_000);
  });
});
