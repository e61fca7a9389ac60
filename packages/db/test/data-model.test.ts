import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseSchema } from "../scripts/data-model/parse-schema";
import { renderDataModel } from "../scripts/data-model/render-data-model";
import { projectFolder } from "../src/locate";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";

const models = parseSchema(readFileSync(join(projectFolder(), "prisma", "schema.prisma"), "utf8"));

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test("docs/data-model.md is what the schema makes of it (else run pnpm generate:data-model)", () => {
  expect(readFileSync(join(projectFolder(), "docs", "data-model.md"), "utf8")).toBe(renderDataModel(models));
});

test("it names every table and column of the database, with its type and whether it may be null", async () => {
  const { rows } = await db.pool.query<{ table: string; name: string; type: string; nullable: boolean }>(`
    SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
      AND a.attnum > 0 AND NOT a.attisdropped`);
  const described = models.flatMap(({ table, columns }) =>
    columns.map(({ name, type, nullable }) => ({ table, name, type, nullable })),
  );
  const stored = rows.map((row) => ({
    ...row,
    type: row.type.replace("timestamp(3) with time zone", "timestamptz(3)"),
    // A list is never null to Prisma, although its column may be.
    nullable: row.nullable && !row.type.endsWith("[]"),
  }));
  const key = ({ table, name }: { table: string; name: string }) => `${table}.${name}`;
  expect(described.toSorted((a, b) => key(a).localeCompare(key(b)))).toEqual(
    stored.toSorted((a, b) => key(a).localeCompare(key(b))),
  );
});

test("a model that belongs to no group is noticed", () => {
  const stray = {
    ...models[0],
    name: "Stray",
    table: "strays",
    remark: "",
    columns: [],
    relations: [],
    key: [],
    uniques: [],
    indexes: [],
  };
  expect(() => renderDataModel([...models, stray])).toThrow("Put Stray into a group");
});
