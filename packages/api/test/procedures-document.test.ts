import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "@tutor-times/db/locate";
import { expect, test } from "vitest";
import { describeProcedures, proceduresDocument } from "../scripts/procedures-document";
import { appRouter } from "../src/router";

const root = projectFolder();

test("every procedure of the router is described, with an example, and nothing else is", () => {
  const described = describeProcedures(root).map(({ name }) => name);
  const byName = (a: string, b: string) => (a < b ? -1 : 1);
  expect(described.toSorted(byName)).toEqual(Object.keys(appRouter._def.procedures).toSorted(byName));
});

test("an example calls its procedure, the way its kind is called", () => {
  for (const { name, kind, example } of describeProcedures(root)) {
    expect(example).toContain(`client.${name}.${kind === "query" ? "query" : "mutate"}(`);
  }
});

test("docs/procedures.md is what routers and examples make of it (else run pnpm generate:procedures)", () => {
  expect(readFileSync(join(root, "docs", "procedures.md"), "utf8")).toBe(proceduresDocument(root));
});
