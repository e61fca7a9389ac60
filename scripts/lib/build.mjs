import { readFileSync } from "node:fs";
import { contentHash } from "./content-hash.mjs";
import { Failure } from "./failure.mjs";
import { inRoot } from "./project.mjs";
import { runCommand } from "./run-command.mjs";
import { unlessDone } from "./stamps.mjs";

const common = ["pnpm-lock.yaml", "packages/config", "packages/core", "packages/db", "prisma/schema.prisma"];

/** What an app is made of beside its own folder, and the files that a finished build leaves. */
const apps = {
  cli: { sources: [...common, "prisma"], outputs: ["apps/cli/dist/main.js"] },
  server: { sources: [...common, "packages/api", "apps/admin/src"], outputs: ["apps/server/dist/main.js"] },
  admin: { sources: [...common, "packages/api", "packages/client"], outputs: ["apps/admin/.next/BUILD_ID"] },
};

/** @typedef {keyof typeof apps} App */

/**
 * Writes the Prisma client unless it was written for the same schema. Resolves to whether it was necessary.
 * @param {AbortSignal} [signal]
 */
export function generateClient(signal) {
  return unlessDone({
    name: "generate",
    inputs: contentHash(["prisma/schema.prisma", "prisma.config.ts", "scripts/generate-prisma.mjs"], prismaVersion()),
    outputs: ["packages/db/src/generated/client.ts"],
    work: () => runOrFail("The Prisma client could not be generated", process.execPath, ["scripts/generate-prisma.mjs"], signal),
  });
}

/**
 * Builds one app by the `build` script of its package.json unless that was done for the same sources. Resolves to
 * whether it was necessary.
 * @param {App} app @param {AbortSignal} [signal]
 */
export function buildApp(app, signal) {
  const { sources, outputs } = apps[app];
  return unlessDone({
    name: `build-${app}`,
    inputs: contentHash([`apps/${app}`, ...sources], process.versions.node),
    outputs,
    work: () => runOrFail(`apps/${app} could not be built`, "npm", ["run", "--silent", "build"], signal, inRoot("apps", app)),
  });
}

/** @param {string} failure @param {string} command @param {string[]} args @param {AbortSignal} [signal] @param {string} [cwd] */
async function runOrFail(failure, command, args, signal, cwd) {
  const { ok, output } = await runCommand({
    command,
    args,
    env: { NODE_ENV: undefined, NEXT_TELEMETRY_DISABLED: "1" },
    ...(cwd ? { cwd } : {}),
    ...(signal ? { signal } : {}),
  });
  if (ok) return;
  if (/ENOSPC|No space left/i.test(output)) throw new Failure("The disk is full. Make room, then start again.");
  throw new Failure(`${failure} (see above).`, output);
}

/** The pinned version: another one writes another client. */
function prismaVersion() {
  return /^ {2}prisma: .*$/m.exec(readFileSync(inRoot("pnpm-workspace.yaml"), "utf8"))?.[0] ?? "";
}
