import { randomBytes } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, pendingMigrations } from "../src/migrate/migrate";
import { MigrationError } from "../src/migrate/migration-error";
import { defaultMigrationsFolder, readMigrations } from "../src/migrate/migration-files";
import { ensurePartitions } from "../src/migrate/partitions";
import { TEMPLATE_VARIABLE, withDatabase } from "../src/testing/test-server";
import { migrateElsewhere } from "./children/start-child";

const all = readMigrations(defaultMigrationsFolder()).map(({ name }) => name);
const serverUrl = withDatabase(process.env[TEMPLATE_VARIABLE] ?? "", "postgres");

/** A database that does not exist yet, and a copy of the migrations to tamper with. */
let url: string;
let folder: string;
beforeEach(() => {
  url = withDatabase(serverUrl, `migrate ü ${randomBytes(4).toString("hex")}`);
  folder = mkdtempSync(join(tmpdir(), "tutor-times-migrations-"));
  cpSync(defaultMigrationsFolder(), folder, { recursive: true });
});
afterEach(async () => {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  await query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`, serverUrl);
  rmSync(folder, { recursive: true, force: true });
});

async function query(sql: string, on = url): Promise<pg.QueryResult["rows"]> {
  const client = new pg.Client(on);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

function rewriteMigration(name: string, sql: string): void {
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

test("makes the database, applies everything once, and nothing the second time", async () => {
  expect(await pendingMigrations({ url })).toEqual(all);
  expect(await migrate({ url })).toEqual({ applied: all, createdDatabase: true });
  expect(await pendingMigrations({ url })).toEqual([]);
  expect(await migrate({ url })).toEqual({ applied: [], createdDatabase: false });
});

test("applies only what is new", async () => {
  await migrate({ url, folder });
  addMigration("29990101000000_more", "CREATE TABLE more (id int); DO $$ BEGIN INSERT INTO more VALUES (1); END $$;");
  expect(await pendingMigrations({ url, folder })).toEqual(["29990101000000_more"]);
  expect(await migrate({ url, folder })).toEqual({ applied: ["29990101000000_more"], createdDatabase: false });
  expect(await query("SELECT id FROM more")).toEqual([{ id: 1 }]);
});

test("two processes at once apply each migration once", async () => {
  const results = await Promise.all([migrateElsewhere({ url }), migrateElsewhere({ url })]);
  expect(results.map(({ applied }) => applied.length).toSorted((a, b) => a - b)).toEqual([0, all.length]);
  expect(results.filter(({ createdDatabase }) => createdDatabase)).toHaveLength(1);
});

test("a migration that fails leaves nothing, and those before it stay", async () => {
  addMigration("29990101000000_good", "CREATE TABLE good (id int)");
  addMigration("29990102000000_bad", "CREATE TABLE half (id int); INSERT INTO half VALUES ('not a number')");
  await expect(migrate({ url, folder })).rejects.toThrow(
    /^Migration 29990102000000_bad failed, and nothing of it was kept: invalid input syntax for type integer: "not a number"/,
  );
  expect(await pendingMigrations({ url, folder })).toEqual(["29990102000000_bad"]);
  expect(await query("SELECT to_regclass('good') IS NOT NULL AS good, to_regclass('half') AS half")).toEqual([
    { good: true, half: null },
  ]);

  rewriteMigration("29990102000000_bad", "CREATE TABLE half (id int)");
  expect((await migrate({ url, folder })).applied).toEqual(["29990102000000_bad"]);
});

test("an applied migration that was edited is refused", async () => {
  await migrate({ url, folder });
  appendFileSync(join(folder, all[0] ?? "", "migration.sql"), "-- a harmless remark\n");
  await expect(migrate({ url, folder })).rejects.toThrow(`Migration ${all[0]} was changed after it had been applied`);
  await expect(pendingMigrations({ url, folder })).rejects.toThrow(MigrationError);
});

test("a database that is ahead of the code is refused", async () => {
  addMigration("29990101000000_future", "SELECT 1");
  await migrate({ url, folder });
  await expect(migrate({ url })).rejects.toThrow("The database needs newer code: it has migration 29990101000000_future");
});

test("a migration that another tool left unfinished is refused", async () => {
  await migrate({ url });
  await query("UPDATE _prisma_migrations SET finished_at = NULL");
  await expect(migrate({ url })).rejects.toThrow("was begun by another tool and never finished");
});

test("an unreachable server and a refused user are one sentence without the password", async () => {
  await expect(migrate({ url: "postgres://me:secret@127.0.0.1:1/db" })).rejects.toThrow(
    "Nothing listens at 127.0.0.1:1, which DATABASE_URL names: start the PostgreSQL there",
  );
  const wrong = new URL(url);
  wrong.username = "stranger";
  wrong.password = "secret";
  await expect(migrate({ url: wrong.href })).rejects.toThrow(
    /^(?!.*secret)The PostgreSQL at .*"stranger".* correct .*DATABASE_URL/,
  );
});

test("a user who may not make the database, or does not own it, is told what to do", async () => {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const guest = `guest_${randomBytes(4).toString("hex")}`;
  const asGuest = new URL(url);
  asGuest.username = guest;
  asGuest.password = "secret";
  await query(`CREATE ROLE ${guest} LOGIN PASSWORD 'secret'`, serverUrl);
  try {
    await expect(migrate({ url: asGuest.href })).rejects.toThrow(`make it there (CREATE DATABASE "${name}" OWNER "${guest}")`);
    await query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`, serverUrl);
    await expect(migrate({ url: asGuest.href })).rejects.toThrow(`(ALTER DATABASE "${name}" OWNER TO "${guest}")`);
    await query(`ALTER DATABASE ${pg.escapeIdentifier(name)} OWNER TO ${guest}`, serverUrl);
    expect((await migrate({ url: asGuest.href })).applied).toEqual(all);
  } finally {
    await query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`, serverUrl);
    await query(`DROP ROLE ${guest}`, serverUrl);
  }
});

test("partitions reach from last month to 14 months ahead, and are made once", async () => {
  const now = Date.UTC(2031, 0, 31, 23, 59);
  await migrate({ url, now });
  const partitions = `SELECT count(*)::int AS n, min(relname) AS first, max(relname) AS last FROM pg_class
    WHERE relnamespace = 'partitions'::regnamespace AND relname ~ '^session_activities_\\d{6}$'`;
  expect(await query(partitions)).toEqual([{ n: 16, first: "session_activities_203012", last: "session_activities_203203" }]);

  const client = new pg.Client(url);
  await client.connect();
  await ensurePartitions(client, now);
  await ensurePartitions(client, Date.UTC(2031, 1, 1));
  await client.end();
  expect(await query(partitions)).toEqual([{ n: 17, first: "session_activities_203012", last: "session_activities_203204" }]);
});
