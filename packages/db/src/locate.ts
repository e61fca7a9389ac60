import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The root folder of the project: the nearest one above this module that holds `prisma/migrations`. It is found from
 * the sources and from a bundle alike (`apps/server/dist`). Throws if there is none.
 */
export function projectFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "prisma", "migrations", "migration_lock.toml"))) return folder;
  }
  throw new Error(`No folder above ${start} holds prisma/migrations: run this from a complete copy of the project.`);
}

/** Resolves modules as this package does, also when its code was bundled into another one. */
export function requireFromHere(): NodeJS.Require {
  return createRequire(join(projectFolder(), "packages", "db", "package.json"));
}
