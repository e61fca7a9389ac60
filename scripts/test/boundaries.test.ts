import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What each layer must not do: the file, a line of code, and what the linter must say about it. */
const forbidden: [file: string, code: string, says: string][] = [
  ["packages/core/src/a.ts", `import "pg";`, "core is pure"],
  ["packages/core/src/b.ts", `import "node:fs";`, "core is pure"],
  ["packages/core/src/c.ts", `import "fs/promises";`, "core is pure"],
  ["packages/core/src/d.ts", `import "@prisma/client";`, "core is pure"],
  ["packages/core/src/e.ts", `import "@trpc/server";`, "core is pure"],
  ["packages/core/src/f.ts", `import "next/headers";`, "core is pure"],
  ["packages/core/src/g.ts", `import "react";`, "core is pure"],
  ["packages/core/src/h.ts", `import "@tutor-times/db/database";`, "core imports no other package"],
  ["packages/core/src/i.ts", `export const at = Date.now();`, "core reads no clock"],
  ["packages/core/src/j.ts", `export const at = performance.now();`, "core reads no clock"],
  ["packages/core/src/k.ts", `export const zone = process.env["TZ"];`, "core reads no environment"],
  ["packages/core/src/l.ts", `export const page = fetch("/");`, "core does no I/O"],
  [
    "packages/core/src/n.ts",
    `import { Temporal } from "temporal-polyfill"; export const at = Temporal.Now.instant();`,
    "core reads no clock",
  ],
  ["packages/core/src/o.ts", `export const luck = Math.random();`, "chance is a parameter"],
  ["packages/core/src/m.ts", `import "../../db/src/database";`, "Reach another package by its name"],
  ["packages/db/src/a.ts", `import "@trpc/server";`, "db knows no transport"],
  ["packages/db/src/b.ts", `import "next/headers";`, "db knows no transport"],
  ["packages/db/src/c.ts", `import "fastify";`, "db knows no transport"],
  ["packages/db/src/d.ts", `import "@tutor-times/api/router";`, "db imports core only"],
  ["packages/db/src/e.ts", `import "@tutor-times/client";`, "db imports core only"],
  ["packages/db/src/f.ts", `import "../../api/src/router";`, "Reach another package by its name"],
  ["packages/api/src/a.ts", `import "pg";`, "Only db touches the database"],
  ["packages/api/src/b.ts", `import "@prisma/client";`, "Only db touches the database"],
  ["packages/api/src/c.ts", `import "@tutor-times/db/generated/client";`, "Only db touches the database"],
  ["packages/api/src/d.ts", `import "fastify";`, "api is no HTTP server"],
  ["packages/api/src/e.ts", `import "next-auth";`, "api is no HTTP server"],
  ["packages/api/src/f.ts", `import "@tutor-times/admin/auth/viewer";`, "api imports core and db only"],
  ["packages/api/src/g.ts", `import "@tutor-times/client";`, "api imports core and db only"],
  ["packages/client/src/a.ts", `import "@tutor-times/db/database";`, "client ships to other sites"],
  ["packages/client/src/b.ts", `import "@tutor-times/core/policy";`, "client ships to other sites"],
  ["packages/client/src/c.ts", `import "@trpc/server";`, "client ships to other sites"],
  ["packages/client/src/d.ts", `import "react";`, "client ships to other sites"],
  ["packages/client/src/e.ts", `import "node:fs";`, "client ships to other sites"],
  [
    "packages/client/src/f.ts",
    `import { appRouter } from "@tutor-times/api/router"; export const r = appRouter;`,
    "client takes only types from api",
  ],
  ["apps/admin/src/a.ts", `import "pg";`, "Only db touches the database"],
  ["apps/admin/src/b.ts", `import "@tutor-times/db/generated/client";`, "Only db touches the database"],
  ["apps/admin/src/c.ts", `import "next-auth";`, "Only src/auth imports next-auth"],
  ["apps/admin/src/d.ts", `import "next-auth/react";`, "Only src/auth imports next-auth"],
  ["apps/admin/src/e.ts", `import { TRPCError } from "@trpc/server"; throw new TRPCError();`, "Only api throws TRPCError"],
  ["apps/admin/src/f.ts", `import "@tutor-times/server/main";`, "The screens import no other app"],
  ["apps/admin/src/auth/a.ts", `import "pg";`, "Only db touches the database"],
  ["apps/admin/src/auth/b.ts", `import { TRPCError } from "@trpc/server"; throw new TRPCError();`, "Only api throws TRPCError"],
  ["apps/admin/src/features/week/a.ts", `import "../desk/inbox";`, "Features do not import each other"],
  ["apps/admin/src/features/week/b.tsx", `import "../desk";`, "Features do not import each other"],
  ["apps/admin/src/features/week/parts/c.ts", `import "../../desk/inbox";`, "Features do not import each other"],
  ["apps/admin/src/features/week/d.ts", `import "../../features/desk/inbox";`, "Features do not import each other"],
  ["apps/admin/src/features/week/e.ts", `import "next-auth";`, "Only src/auth imports next-auth"],
  ["apps/admin/src/features/week/f.ts", `import "pg";`, "Only db touches the database"],
  ["apps/server/src/a.ts", `import "pg";`, "Only db touches the database"],
  ["apps/server/src/b.ts", `import "@prisma/client";`, "Only db touches the database"],
  ["apps/server/src/c.ts", `import "next-auth";`, "The server knows no screens"],
  ["apps/server/src/d.ts", `import "react";`, "The server knows no screens"],
  ["apps/server/src/e.ts", `import { TRPCError } from "@trpc/server"; throw new TRPCError();`, "Only api throws TRPCError"],
  ["apps/cli/src/a.ts", `import "pg";`, "Only db touches the database"],
  ["apps/cli/src/b.ts", `import "@tutor-times/api/router";`, "cli imports db and core only"],
  ["apps/cli/src/c.ts", `import { TRPCError } from "@trpc/server"; throw new TRPCError();`, "cli imports db and core only"],
  ["packages/core/src/loop-a.ts", `import { b } from "./loop-b"; export const a = (): number => b();`, "Dependency cycle"],
];

/** What must stay possible: a rule that forbids these has grown too wide. */
const allowed: [file: string, code: string][] = [
  ["packages/core/src/ok-a.ts", `import "temporal-polyfill"; import "./policy";`],
  ["packages/core/test/ok-a.ts", `import "node:fs"; export const at = Date.now();`],
  ["packages/db/src/ok-a.ts", `import "pg"; import "@prisma/client"; import "node:fs"; import "@tutor-times/core/policy";`],
  [
    "packages/api/src/ok-a.ts",
    `import { TRPCError } from "@trpc/server"; import "@tutor-times/db/viewers"; throw new TRPCError();`,
  ],
  [
    "packages/client/src/ok-a.ts",
    `import "@trpc/client"; import type { AppRouter } from "@tutor-times/api/router"; export type R = AppRouter;`,
  ],
  ["apps/admin/src/ok-a.ts", `import "@trpc/server"; import "@tutor-times/api/router"; import "react";`],
  ["apps/admin/src/auth/ok-a.ts", `import "next-auth"; import "next-auth/react";`],
  ["apps/admin/src/features/week/ok-a.ts", `import "./hours"; import "../../components/tile"; import "./parts/ok-b";`],
  ["apps/admin/src/features/week/parts/ok-b.ts", `import "../hours"; import "../../../components/tile";`],
  [
    "apps/server/src/ok-a.ts",
    `import "fastify"; import "next"; import "@tutor-times/admin/auth/viewer"; import "@tutor-times/db/viewers";`,
  ],
  ["apps/cli/src/ok-a.ts", `import "node:fs"; import "@tutor-times/db/migrate/migrate"; import "@tutor-times/core/policy";`],
];

const folder = mkdtempSync(join(tmpdir(), "boundaries-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const findings = lint([
  ...forbidden,
  ...allowed,
  ["packages/core/src/loop-b.ts", `import { a } from "./loop-a"; export const b = (): number => a();`],
]);

describe("the linter refuses", () => {
  test.each(forbidden)("%s: %s", (file, _code, says) => {
    expect(findings.get(file)?.join("\n") ?? "nothing found").toContain(says);
  });
});

describe("the linter allows", () => {
  test.each(allowed)("%s: %s", (file) => {
    expect(findings.get(file) ?? []).toEqual([]);
  });
});

/** Writes the files beside a copy of the linter's configuration and returns its messages by file. */
function lint(files: [file: string, code: string, says?: string][]): Map<string, string[]> {
  copyFileSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  for (const [file, code] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${code}\n`);
  }
  const oxlint = join(dirname(createRequire(import.meta.url).resolve("oxlint/package.json")), "bin/oxlint");
  const run = spawnSync(process.execPath, [oxlint, "--format", "json", "."], { cwd: folder, encoding: "utf8" });
  const report: { diagnostics: { message: string; help?: string; filename: string }[] } = JSON.parse(run.stdout);
  const byFile = new Map<string, string[]>();
  for (const { message, help, filename } of report.diagnostics) {
    const file = filename.replaceAll("\\", "/");
    byFile.set(file, [...(byFile.get(file) ?? []), `${message} ${help ?? ""}`]);
  }
  return byFile;
}
