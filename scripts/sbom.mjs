// pnpm sbom:write [FILE]: every package that goes into Tutor Times, with its hash, as CycloneDX. Needs no network.
import { pinnedPnpm } from "./lib/project.mjs";
import { runCommand } from "./lib/run-command.mjs";

const file = process.argv[2] ?? "sbom.cdx.json";
const { ok, output } = await runCommand({
  command: "npm",
  args: ["exec", "--yes", `--package=${pinnedPnpm()}`, "--", "pnpm", "sbom", "--lockfile-only", "--prod"].concat([
    "--sbom-format=cyclonedx",
    "--sbom-spec-version=1.6",
    "--sbom-type=application",
    `--out=${file}`,
  ]),
});
console.log(ok ? `Written to ${file}.` : output.trim());
process.exitCode = ok ? 0 : 1;
