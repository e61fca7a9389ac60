import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectFolder } from "../src/locate";
import { openEngineSession } from "../src/migrate/engine-adapter";
import { NO_FILTER, openSchemaEngine } from "../src/migrate/schema-engine";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

const files = [{ path: "schema.prisma", content: readFileSync(join(projectFolder(), "prisma", "schema.prisma"), "utf8") }];

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** The SQL that would bring the migrated database to what schema.prisma says. */
async function findDifference(): Promise<string | null> {
  const session = await openEngineSession(db.url);
  try {
    const engine = await openSchemaEngine(session.factory);
    const from = { tag: "schemaDatasource", files, configDir: "/" } as const;
    const to = { tag: "schemaDatamodel", files } as const;
    return (await engine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTER })).stdout;
  } finally {
    await session.close();
  }
}

test("the migrations make exactly what schema.prisma says", async () => {
  expect(await findDifference()).toBe("-- This is an empty migration.\n");
});

test("a difference would be found", async () => {
  await db.pool.query("ALTER TABLE units ADD COLUMN surprise text");
  expect(await findDifference()).toContain('ALTER TABLE "units" DROP COLUMN "surprise"');
});

test("every column that names another row is a foreign key", async () => {
  const { rows } = await db.pool.query<{ column: string }>(`
    SELECT c.relname || '.' || a.attname AS column
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND a.attname LIKE '%\\_id' AND a.attname <> 'external_id' AND NOT a.attisdropped
      AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.conkey = ARRAY[a.attnum])`);
  expect(rows).toEqual([]);
});

test("sessions have the indexes that OnTrack's design names", async () => {
  const { rows } = await db.pool.query<{ definition: string }>(
    "SELECT regexp_replace(indexdef, '^CREATE INDEX (.*) ON .* USING btree', '\\1') AS definition FROM pg_indexes WHERE indexname LIKE 'index\\_marking%' ORDER BY 1",
  );
  expect(rows.map(({ definition }) => definition)).toEqual([
    "index_marking_sessions_on_unit_id (unit_id)",
    "index_marking_sessions_on_user_id (user_id)",
    "index_marking_sessions_on_user_unit_ip_and_time (user_id, unit_id, ip_address, updated_at)",
  ]);
});

test("all times carry their zone", async () => {
  const { rows } = await db.pool.query(
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'",
  );
  expect(rows).toEqual([]);
});
