import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { ROOT } from "./paths";

/** What a reader of the numbers must know: when, of which code, on what. */
export function describeRun() {
  return {
    at: new Date().toISOString(),
    commit: git("rev-parse", "HEAD"),
    changed: git("status", "--porcelain") !== "",
    node: process.versions.node,
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
