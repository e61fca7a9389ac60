import { afterAll, beforeAll, expect, it } from "vitest";
import { TERM_DAYS, termsOf } from "../src/data";
import { startDatabase, type BenchDatabase } from "../src/database";
import { everydayPlans } from "../src/growth/read-in-full";

// The benchmark's own data, a million activities: of a tenth of it the planner may think otherwise. That a plan which reads a whole table
// is noticed stands beside the same questions of a smaller unit, in `packages/db`.

let database: BenchDatabase;
beforeAll(async () => (database = await startDatabase(termsOf(TERM_DAYS))));
afterAll(() => database.stop());

it("no act and no report of a week reads sessions, activities or attention from beginning to end", async () => {
  const plans = await everydayPlans(database.url);
  expect(plans.filter(({ tables }) => tables.length > 0)).toEqual([]);
  for (const question of [
    "assess a task",
    "a beat that comes days late",
    "the unit's report",
    "the unit's report, not settled",
  ]) {
    expect(plans).toContainEqual({ question, tables: [] });
  }
});
