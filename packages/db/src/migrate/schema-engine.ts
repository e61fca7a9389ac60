import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type * as Engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { requireFromHere } from "../locate";
import type { Migration } from "./migration-files";

/** Prisma's own engine for migrations, as WebAssembly: nothing to download, no process to start. */
export async function openSchemaEngine(factory: SqlMigrationAwareDriverAdapterFactory): Promise<Engine.SchemaEngine> {
  const { SchemaEngine } = await (loading ??= loadEngine());
  return SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

/** `migrations` in the form that the engine takes them. */
export function migrationList(migrations: readonly Migration[]): Engine.MigrationList {
  return {
    baseDir: ".",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

export const NO_FILTER: Engine.SchemaFilter = { externalTables: [], externalEnums: [] };

/** The little of WebAssembly that is needed here; its types otherwise come only with those of a browser. */
declare const WebAssembly: {
  instantiate(binary: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

/** Once per process: a second instance would corrupt the first one's memory. */
let loading: Promise<typeof Engine> | undefined;

async function loadEngine(): Promise<typeof Engine> {
  const path = requireFromHere().resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  // Where the engine leaves its last words before it panics; without it they are lost.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => process.stderr.write(`${message}\n`) },
  });
  const engine: typeof Engine & { __wbg_set_wasm(exports: object): void } = await import(pathToFileURL(path).href);
  const binary = readFileSync(join(dirname(path), "schema_engine_bg.wasm"));
  const imports = Object.entries(engine).map(([name, value]) => [
    name,
    name.startsWith("__wbg_setTimeout_") ? startTimer : value,
  ]);
  const { instance } = await WebAssembly.instantiate(binary, { "./schema_engine_bg.js": Object.fromEntries(imports) });
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
  return engine;
}

/** The engine never clears the timer of its own lock; it must not keep a finished process for 10 seconds. */
function startTimer(callback: () => void, ms: number): NodeJS.Timeout {
  return setTimeout(callback, ms).unref();
}
