import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../lib/project.mjs";

const page = readFileSync(inRoot("docs/threat-model.md"), "utf8");
const threats = page
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .slice(2)
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, threat = "", , proof = ""]) => ({ threat, named: [...proof.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name) }));

/** The names of all test files where the page says that they are, without what they end with: `edge`, `security.spec`. */
function testsBelow(...folders: string[]): Set<string> {
  const files = folders.flatMap((folder) => readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" }));
  return new Set(files.flatMap((file) => /([\w-]+(?:\.spec(?=\.ts$)|(?=\.test\.ts$)))/.exec(file)?.[1] ?? []));
}

test("for every threat the page names tests that are there, or commands", () => {
  const tests = testsBelow(
    "apps/server/test",
    "packages/db/test",
    "packages/api/test",
    "e2e/test",
    "scripts/test",
    "apps/admin/src",
  );
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  const isThere = (name: string) => (name.startsWith("pnpm ") ? Object.hasOwn(scripts, name.slice(5)) : tests.has(name));
  expect(threats.length).toBeGreaterThan(15);
  expect(threats.filter(({ named }) => !named.some((name) => tests.has(name)))).toEqual([]);
  expect(threats.flatMap(({ named }) => named.filter((name) => !isThere(name)))).toEqual([]);
});
